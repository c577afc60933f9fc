import type { IncomingMessage } from 'node:http';
import { connect, type Socket } from 'node:net';

/** Joins upgraded connections to the live process; `closeAll` ends them. */
export type LiveTunnel = {
  readonly open: (req: IncomingMessage, socket: Socket, head: Buffer, origin: string) => void;
  readonly closeAll: () => void;
};

const connectTimeoutMs = 5_000;

/**
 * Passes a WebSocket on byte by byte. The live process judges Origin and Cookie itself, so they go on as they came, with
 * the origin that this side was addressed by beside them; a sender's own word on that is dropped.
 */
export function createLiveTunnel(livePort: number): LiveTunnel {
  const open = new Set<Socket>();
  const join = (req: IncomingMessage, socket: Socket, head: Buffer, origin: string): void => {
    const live = connect({ host: '127.0.0.1', port: livePort, noDelay: true, timeout: connectTimeoutMs });
    const end = (): void => {
      open.delete(socket);
      socket.destroy();
      live.destroy();
    };
    open.add(socket);
    live.on('connect', () => {
      live.setTimeout(0);
      live.write(requestHead(req, origin));
      live.write(head);
      socket.pipe(live);
      live.pipe(socket);
    });
    live.on('timeout', () => live.destroy(new Error('the live process does not answer')));
    live.on('error', () => {
      if (live.bytesRead === 0) refuseUpgrade(socket, 503, 'Service Unavailable');
      end();
    });
    live.on('close', end);
    socket.on('error', end);
    socket.on('close', end);
  };
  return {
    open: (req, socket, head, origin) => {
      socket.setTimeout(0);
      socket.setNoDelay(true);
      join(req, socket, head, origin);
    },
    closeAll: () => {
      for (const socket of open) socket.destroy();
    },
  };
}

/** Answers an upgrade with a plain refusal and hangs up. */
export function refuseUpgrade(socket: Socket, status: number, reason: string): void {
  if (socket.writable)
    socket.end(`HTTP/1.1 ${String(status)} ${reason}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

function requestHead(req: IncomingMessage, origin: string): string {
  const lines = [`${req.method ?? 'GET'} ${req.url ?? '/'} HTTP/1.1`];
  for (let index = 0; index + 1 < req.rawHeaders.length; index += 2) {
    const name = req.rawHeaders[index] ?? '';
    if (/^x-(vonglau|forwarded)-/i.test(name)) continue;
    lines.push(`${name}: ${req.rawHeaders[index + 1] ?? ''}`);
  }
  lines.push(`x-vonglau-origin: ${origin}`, `x-forwarded-for: ${req.socket.remoteAddress ?? ''}`);
  return `${lines.join('\r\n')}\r\n\r\n`;
}
