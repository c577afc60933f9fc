import { WebSocket } from 'ws';
import { pushProtocol } from '#shared/wire/push.ts';
import type { System } from './system.ts';

/** Opens the push of a system with a session and says whether it is in, or with which code it was put out. */
export function openSocket({ liveUrl, publicUrl }: Pick<System, 'liveUrl' | 'publicUrl'>, session: string) {
  const socket = new WebSocket(liveUrl, pushProtocol, {
    headers: { cookie: `vonglau_session=${session}` },
    origin: publicUrl,
  });
  let messages = 0;
  let closed: number | null = null;
  socket.on('message', () => (messages += 1));
  socket.on('close', (code) => (closed = code));
  socket.on('error', () => undefined);
  return { hasMessage: (): boolean => messages > 0, closedWith: (): number | null => closed };
}
