import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { limits } from '../limits.ts';
import { answerProblem, sendAnswer } from './answer.ts';
import { problem } from './problem.ts';
import { receiveEvents, type Receiving } from './receive-events.ts';

export type DoorServer = {
  readonly port: number;
  /** Takes no new requests, lets open ones finish, cuts what has not ended after `graceMs`. */
  readonly stop: (graceMs: number) => Promise<void>;
};

/** Opens the door on 127.0.0.1. `isReady` answers `/readyz`. Rejects when the port is taken. */
export async function openDoor(
  receiving: Receiving,
  { port, isReady }: { port: number; isReady: () => boolean },
): Promise<DoorServer> {
  let stopping = false;
  const server = createServer(
    {
      maxHeaderSize: limits.headerBytes,
      headersTimeout: limits.headersMs,
      // A stream may take hours; its own reading bounds the time of every line.
      requestTimeout: 0,
      keepAliveTimeout: limits.keepAliveMs,
      connectionsCheckingInterval: 2_000,
      noDelay: true,
    },
    (request, response) => {
      if (stopping) response.setHeader('connection', 'close');
      route(receiving, { request, response, isReady: () => isReady() && !stopping });
    },
  );
  server.maxConnections = limits.connections;
  boundPerAddress(server);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  return {
    port: typeof address === 'object' && address ? address.port : port,
    stop: async (graceMs) => {
      stopping = true;
      const closed = new Promise((resolve) => server.close(resolve));
      // A connection whose answer was on its way is idle only afterwards.
      const closeIdle = setInterval(() => {
        server.closeIdleConnections();
      }, 20);
      const cut = setTimeout(() => {
        server.closeAllConnections();
      }, graceMs);
      await closed;
      clearInterval(closeIdle);
      clearTimeout(cut);
    },
  };
}

type Routed = { readonly request: IncomingMessage; readonly response: ServerResponse; readonly isReady: () => boolean };

function route(receiving: Receiving, { request, response, isReady }: Routed): void {
  const path = (request.url ?? '').split('?', 1)[0];
  const methods =
    path === '/v1/events' ? ['POST'] : path === '/livez' || path === '/readyz' ? ['GET', 'HEAD'] : undefined;
  if (!methods) {
    sendAnswer(request, response, answerProblem(problem('not-found', 'there is /v1/events, /livez and /readyz')));
  } else if (!methods.includes(request.method ?? '')) {
    const detail = `${path ?? ''} takes ${methods.join(', ')}`;
    sendAnswer(request, response, {
      ...answerProblem(problem('method-not-allowed', detail)),
      headers: { allow: methods.join(', ') },
    });
  } else if (path === '/v1/events') {
    void receiveEvents(receiving, request, response);
  } else {
    const well = path === '/livez' || isReady();
    sendAnswer(request, response, { status: well ? 200 : 503, body: { [path === '/livez' ? 'live' : 'ready']: well } });
  }
}

function boundPerAddress(server: Server): void {
  const open = new Map<string, number>();
  server.on('connection', (socket: Socket) => {
    const address = socket.remoteAddress ?? '';
    const count = (open.get(address) ?? 0) + 1;
    if (count > limits.connectionsPerAddress) {
      socket.destroy();
      return;
    }
    open.set(address, count);
    socket.once('close', () => {
      const left = (open.get(address) ?? 1) - 1;
      if (left > 0) open.set(address, left);
      else open.delete(address);
    });
  });
}
