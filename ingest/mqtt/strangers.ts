import type { Socket } from 'node:net';

/**
 * Connections that have not said who they are. There may be so many; when another comes, the oldest goes. A flood of them
 * takes places from itself: whoever has something to say says it at once.
 */
export function createStrangers(most: number) {
  const waiting = new Map<string, Socket>();
  return {
    add: (socket: Socket): void => {
      const name = nameOf(socket);
      waiting.set(name, socket);
      socket.once('close', () => {
        if (waiting.get(name) === socket) waiting.delete(name);
      });
      const [oldest] = waiting;
      if (!oldest || waiting.size <= most) return;
      waiting.delete(oldest[0]);
      oldest[1].destroy();
    },
    /** This connection is no stranger any more; what TLS makes of a socket has the same name as the socket. */
    know: (socket: Socket): void => {
      waiting.delete(nameOf(socket));
    },
  };
}

function nameOf({ remoteAddress, remotePort }: Socket): string {
  return `${remoteAddress} ${remotePort}`;
}
