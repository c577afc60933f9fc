import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { boundPerAddress } from '#shared/service/bound-per-address.ts';
import { limits } from '../limits.ts';
import { answerProblem, sendAnswer } from './answer.ts';
import { problem } from './problem.ts';
import { receiveEvents, tellReceipts, type Receiving } from './receive-events.ts';

export type DoorServer = {
  readonly port: number;
  /** Takes no new requests, lets open ones finish, cuts what has not ended after `graceMs`. */
  readonly stop: (graceMs: number) => Promise<void>;
};

/** Sees a request to `/v1/events` come and go; it must call `proceed` at once. */
export type ObserveRequest = (request: IncomingMessage, response: ServerResponse, proceed: () => void) => void;

/** Opens the door on 127.0.0.1. `isReady` answers `/readyz`. Rejects when the port is taken. */
export async function openDoor(
  receiving: Receiving,
  { port, isReady, observe }: { port: number; isReady: () => boolean; observe?: ObserveRequest },
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
      const proceed = (): void => {
        route(receiving, { request, response, isReady: () => isReady() && !stopping });
      };
      if (observe && request.url?.startsWith('/v1/events')) observe(request, response, proceed);
      else proceed();
    },
  );
  server.maxConnections = limits.connections;
  boundPerAddress(server, limits.connectionsPerAddress);
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

const methodsOf: ReadonlyMap<string, readonly string[]> = new Map([
  ['/v1/events', ['POST']],
  ['/v1/receipts', ['GET']],
  ['/livez', ['GET', 'HEAD']],
  ['/readyz', ['GET', 'HEAD']],
]);

function route(receiving: Receiving, { request, response, isReady }: Routed): void {
  const path = (request.url ?? '').split('?', 1)[0];
  const methods = methodsOf.get(path ?? '');
  if (!methods) {
    const detail = `there is ${[...methodsOf.keys()].join(', ')}`;
    sendAnswer(request, response, answerProblem(problem('not-found', detail)));
  } else if (!methods.includes(request.method ?? '')) {
    const detail = `${path ?? ''} takes ${methods.join(', ')}`;
    sendAnswer(request, response, {
      ...answerProblem(problem('method-not-allowed', detail)),
      headers: { allow: methods.join(', ') },
    });
  } else if (path === '/v1/events') {
    void receiveEvents(receiving, request, response);
  } else if (path === '/v1/receipts') {
    void tellReceipts(receiving, request, response);
  } else {
    const well = path === '/livez' || isReady();
    sendAnswer(request, response, { status: well ? 200 : 503, body: { [path === '/livez' ? 'live' : 'ready']: well } });
  }
}
