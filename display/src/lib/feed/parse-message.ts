import type { ServerMessage } from '#shared/wire/push.ts';

const known: readonly string[] = ['hello', 'snapshot', 'delta', 'tick'] satisfies readonly ServerMessage['type'][];

/** Reads a frame of the feed; null when it is none of this protocol's version. */
export function parseMessage(text: unknown): ServerMessage | null {
  if (typeof text !== 'string') return null;
  try {
    const message = JSON.parse(text) as Partial<ServerMessage> | null;
    return message?.type !== undefined && known.includes(message.type) ? (message as ServerMessage) : null;
  } catch {
    return null;
  }
}
