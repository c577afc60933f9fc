import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

/** A letter as the SMTP server took it. */
export type Mail = { readonly to: string; readonly raw: string };

/** A real SMTP server; `judge` may refuse a letter with an SMTP code. */
export async function openMailServer(judge: (mail: Mail) => number | undefined = () => undefined) {
  const mails: Mail[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    onData: (stream, session, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const to = session.envelope.rcptTo.map(({ address }) => address).join();
        const mail = { to, raw: Buffer.concat(chunks).toString() };
        const code = judge(mail);
        if (code === undefined) mails.push(mail);
        done(code === undefined ? null : Object.assign(new Error(`no, ${to}`), { responseCode: code }));
      });
    },
  });
  // A client that gives up in the middle of a letter is its own matter.
  server.on('error', () => undefined);
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  const { port } = server.server.address() as AddressInfo;
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(resolve);
    });
  return { mails, port, close };
}

/** A request as an HTTP receiver took it. */
export type Taken = {
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
};

/** What a receiver does with a request: an answer, nothing at all, or an answer after so many milliseconds. */
export type Behaviour =
  { readonly status: number; readonly text?: string } | { readonly hangs: true } | { readonly lateMs: number };

/** A real HTTP receiver that does as it is told, request by request. */
export async function openHttpReceiver(
  behave: (taken: Taken, count: number) => Behaviour = () => ({ status: 200 }),
  port = 0,
) {
  const taken: Taken[] = [];
  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const one = { path: request.url ?? '', headers: request.headers, body: Buffer.concat(chunks).toString() };
      taken.push(one);
      const behaviour = behave(one, taken.length);
      if ('hangs' in behaviour) return;
      const answer = (): void => {
        response.statusCode = 'status' in behaviour ? behaviour.status : 200;
        response.end('status' in behaviour ? (behaviour.text ?? 'OK') : 'OK');
      };
      if ('lateMs' in behaviour) setTimeout(answer, behaviour.lateMs);
      else answer();
    });
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address() as AddressInfo;
  const close = async (): Promise<void> => {
    const closed = once(server, 'close');
    server.close();
    server.closeAllConnections();
    await closed;
  };
  return { taken, port: address.port, url: `http://127.0.0.1:${address.port}`, close };
}

/** E-mail by a server on this machine. */
export function mailChannel(port: number) {
  const { kind, security } = { kind: 'email', security: 'none' } as const;
  return { kind, security, enabled: true, host: '127.0.0.1', port, user: null, from: 'trucban@vonglau.example' };
}

/** A gateway that wants JSON and a key, and says OK. */
export function smsChannel(url: string) {
  const { kind, method, form } = { kind: 'sms', method: 'POST', form: 'json' } as const;
  const body = '{"to":"{to84}","text":"{text}","ref":"{id}","key":"{secret}"}';
  const rest = { headers: { 'x-key': '{secret}' }, goodAnswer: 'OK', withoutMarks: true };
  return { kind, method, form, body, ...rest, enabled: true, url: `${url}/send?id={id}` };
}
