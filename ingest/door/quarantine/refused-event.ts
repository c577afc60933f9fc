import { z } from 'zod';

/** A refused event as kept: who sent it when, why it was refused, and its text as sent. Only ever stored sealed. */
export const refusedEvent = z.strictObject({
  id: z.string(),
  at: z.iso.datetime(),
  kid: z.string(),
  source: z.string(),
  world: z.string(),
  problem: z.string(),
  path: z.string().optional(),
  reason: z.string(),
  type: z.string().optional(),
  text: z.string(),
});
export type RefusedEvent = z.output<typeof refusedEvent>;

export const refusedEvents = z.array(refusedEvent);
