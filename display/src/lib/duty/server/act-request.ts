import { z } from 'zod';

/**
 * Verbs that the desk sends on. Everything else of the duty process has pages of its own; what is asked is judged by the
 * owner, with the right of who asks.
 */
export const deskVerbs = [
  ...(['alert.acknowledge', 'alert.unacknowledge', 'alert.shelve', 'alert.unshelve', 'alert.undo'] as const),
  ...(['incident.open', 'incident.acknowledge', 'incident.release', 'incident.start', 'incident.wait'] as const),
  ...(['incident.resume', 'incident.resolve', 'incident.close', 'incident.reopen', 'incident.note'] as const),
  ...(['incident.assign', 'incident.severity', 'incident.join', 'incident.act', 'incident.undo'] as const),
] as const;

/** What the desk posts: a command and the id by which a repeat is the same act. */
export const actRequest = z.strictObject({
  id: z.uuid(),
  verb: z.enum(deskVerbs),
  body: z.record(z.string(), z.unknown()),
  reason: z.string().max(200).optional(),
});
