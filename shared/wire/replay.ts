import { z } from 'zod';

/**
 * A replay is asked for where screens connect: `/live?world=<world>&replay=<instant>&speed=<0..600>&session=<id>&turn=<n>`, and
 * speaks the protocol of `push.ts`. `session` is chosen by the page; the same one again takes over what it has opened. A greater
 * `turn` goes to the instant named, the same one goes on where it stands: so a page whose link broke does not jump back.
 */
export const replayAsked = z.strictObject({
  at: z.iso
    .datetime({ offset: true, error: 'replay: an instant such as 2026-11-21T14:05:00+07:00' })
    .transform((text) => Date.parse(text)),
  speed: z.coerce.number({ error: 'speed: 0 to 600' }).min(0).max(600),
  session: z.string({ error: 'session: 8 to 40 small letters, digits and hyphens' }).regex(/^[a-z0-9-]{8,40}$/),
  turn: z.coerce.number({ error: 'turn: a whole number' }).int().min(0),
});
export type ReplayAsked = z.output<typeof replayAsked>;

/** World seconds in a real one that a replay may be watched at; 0 stands still. */
export const replaySpeeds = [1, 5, 10, 30, 60, 300, 600] as const;

/** A session that nobody looks at ends after so long. */
export const replayKeptMs = 30_000;

/** How far back there are snapshots to start from. */
export const replayKeptD = 30;
