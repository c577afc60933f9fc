import { once } from 'node:events';
import { connect as connectPlain } from 'node:net';
import { connect as connectTls, type TLSSocket } from 'node:tls';
import type { Examination } from './finding.ts';

type Result = Awaited<ReturnType<Examination['examine']>>;

const DAY_MS = 86_400_000;
/** CONNECT of MQTT 3.1.1, with a clean session, a minute of keep alive, the client id `doctor` and no key. */
const CONNECT = Buffer.from('\x10\x12\0\x04MQTT\x04\x02\0\x3c\0\x06doctor', 'latin1');
/** CONNACK: bad user name or password. */
const NO_KEY = Buffer.from([0x20, 2, 0, 4]);

/** Whether the MQTT door answers: it must turn away whoever has no key. Of TLS also how long the certificate is good. */
export async function examineMqtt(url: string, timeoutMs: number, nowMs = Date.now()): Promise<Result> {
  const { protocol, hostname, port } = new URL(url);
  const isSecure = protocol === 'mqtts:';
  const address = { host: hostname, port: Number(port === '' ? (isSecure ? 8883 : 1883) : port) };
  // Looked at, not trusted: nothing is sent that is worth anything.
  const socket = isSecure
    ? connectTls({ ...address, servername: hostname, rejectUnauthorized: false })
    : connectPlain(address);
  try {
    const signal = AbortSignal.timeout(timeoutMs);
    await once(socket, isSecure ? 'secureConnect' : 'connect', { signal });
    socket.write(CONNECT);
    const [answer] = (await once(socket, 'data', { signal })) as [Buffer];
    if (!answer.equals(NO_KEY)) {
      return { state: 'bad', found: `${url} does not answer as ours does`, remedy: 'see whose port it is' };
    }
    return isSecure ? judgeCertificate(socket as TLSSocket, url, nowMs) : { state: 'ok', found: `${url} answers` };
  } finally {
    socket.destroy();
  }
}

function judgeCertificate(socket: TLSSocket, url: string, nowMs: number): Result {
  const days = Math.floor((Date.parse(socket.getPeerCertificate().valid_to) - nowMs) / DAY_MS);
  const found = `${url} answers, its certificate is good for ${String(days)} days`;
  if (days < 0) return { state: 'bad', found: `${url}: its certificate has expired`, remedy: 'renew MQTT_CERT_FILE' };
  return days < 14 ? { state: 'warning', found, remedy: 'renew MQTT_CERT_FILE, then restart' } : { state: 'ok', found };
}
