import type { ServerMessage } from '#shared/wire/push.ts';

/**
 * Whether a message tells of an incident what a page of that version does not show. A snapshot comes with every new connection,
 * mostly with what is shown already; a delta comes because something happened, and not all that happens raises the version.
 */
export function isAbout(message: ServerMessage, { id, version }: { id: number; version: number }): boolean {
  if (!('topic' in message) || message.topic !== 'alerts') return false;
  if (message.type === 'snapshot') return message.incidents.some((one) => one.id === id && one.version !== version);
  return message.incidents.some((one) => one.id === id) || message.alerts.some(({ incident }) => incident === id);
}
