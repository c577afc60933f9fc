import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { PathView } from '#shared/health/judge-path.ts';
import { answerWatchdog } from './answer-watchdog.ts';
import { boundPerAddress } from '#shared/service/bound-per-address.ts';
import {
  attachmentFormBytes,
  attachmentPath,
  formBytes,
  statementPath,
  workbookPath,
} from '../src/lib/admin/body-limits.ts';
import { createDoorForwarder } from './forward-to-door.ts';
import { publicOrigin } from './public-origin.ts';
import { sendProblem } from './send-problem.ts';
import { createLiveTunnel, refuseUpgrade } from './tunnel-live.ts';

/** Headers in which the built pages are told their origin; see `server.ts`. */
export const originHeaders = { protocol: 'x-vonglau-protocol', host: 'x-vonglau-host' } as const;

export type Front = { readonly server: Server; readonly stop: () => Promise<void> };

type Handler = (req: IncomingMessage, res: ServerResponse) => unknown;

const drainMs = 10_000;

/** The one public port: pages here, `/v1` to the door, `/live` to the live process. */
export function createFront(options: {
  readonly pages: Handler;
  readonly doorPort: number;
  readonly livePort: number;
  readonly configuredOrigin: string | undefined;
  readonly path: () => PathView;
  /** Sees every request come and go. */
  readonly observe: (request: IncomingMessage, response: ServerResponse) => void;
}): Front {
  const forwardToDoor = createDoorForwarder(options.doorPort);
  const tunnel = createLiveTunnel(options.livePort);
  const server = createServer({ connectionsCheckingInterval: 2_000 }, (req, res) => {
    options.observe(req, res);
    res.setHeader('x-content-type-options', 'nosniff');
    if (isUnder(req.url, '/v1')) {
      forwardToDoor(req, res);
      return;
    }
    if (isUnder(req.url, '/watchdog')) {
      answerWatchdog(res, options.path());
      return;
    }
    const origin = publicOrigin(options.configuredOrigin, req.headers.host);
    if (origin === null) {
      sendProblem(res, foreignHost);
      return;
    }
    // A workbook or a statement that is too large is told so by its own page.
    const mostBytes = isUnder(req.url, attachmentPath) ? attachmentFormBytes : formBytes;
    const saysItself = isUnder(req.url, workbookPath) || isUnder(req.url, statementPath);
    if (!saysItself && bodyBytes(req) > mostBytes) {
      sendProblem(res, tooLarge);
      return;
    }
    const { protocol, host } = new URL(origin);
    req.headers[originHeaders.protocol] = protocol.slice(0, -1);
    req.headers[originHeaders.host] = host;
    options.pages(req, res);
  });
  // A plain HTTP server upgrades plain sockets.
  server.on('upgrade', (req, socket: Socket, head) => {
    const origin = publicOrigin(options.configuredOrigin, req.headers.host);
    if (origin === null) refuseUpgrade(socket, 421, 'Misdirected Request');
    else if (!isUnder(req.url, '/live')) refuseUpgrade(socket, 404, 'Not Found');
    else tunnel.open(req, socket, head, origin);
  });
  limit(server);
  return { server, stop: () => stop(server, tunnel.closeAll) };
}

const foreignHost = {
  status: 421,
  title: 'This host is not served here',
  detail: 'Set PUBLIC_ORIGIN to the address people use, as https://vonglau.example.',
};

const tooLarge = {
  status: 413,
  title: 'Too large',
  detail: `What is sent to a page has its length told and ${String(formBytes / 1024)} KiB at most.`,
};

/** How much a request brings; what does not say so may bring anything. */
function bodyBytes({ headers }: IncomingMessage): number {
  if (headers['transfer-encoding'] !== undefined) return Infinity;
  return Number(headers['content-length'] ?? 0);
}

function isUnder(url: string | undefined, path: string): boolean {
  return url === path || (url?.startsWith(`${path}/`) ?? false) || (url?.startsWith(`${path}?`) ?? false);
}

/** A slow sender of headers and a silent connection are cut; a body may stream for as long as it moves. */
function limit(server: Server): void {
  server.headersTimeout = 10_000;
  server.requestTimeout = 0;
  server.timeout = 120_000;
  server.keepAliveTimeout = 30_000;
  server.maxConnections = 5_000;
  // A proxy of ours brings everybody from one address; a stranger must still leave room for the others.
  boundPerAddress(server, 4_000);
}

async function stop(server: Server, closeTunnels: () => void): Promise<void> {
  const closed = new Promise<void>((resolve) => {
    server.close(() => {
      resolve();
    });
  });
  closeTunnels();
  server.closeIdleConnections();
  const cut = setTimeout(() => {
    server.closeAllConnections();
  }, drainMs);
  await closed;
  clearTimeout(cut);
}
