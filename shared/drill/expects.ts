import { z } from 'zod';

/** What whoever handles an incident can be expected to do, as its timeline tells it. */
const drillSteps = [
  ...(['acknowledge', 'start', 'wait', 'resolve', 'close', 'note', 'task', 'advice', 'severity', 'link'] as const),
] as const;
export type DrillStep = (typeof drillSteps)[number];

const duration = z
  .string()
  .regex(/^[1-9]\d{0,3}[smh]$/, 'a time such as 45s, 10m, 2h')
  .transform(
    (text) => Number(text.slice(0, -1)) * { s: 1_000, m: 60_000, h: 3_600_000 }[text.at(-1) as 's' | 'm' | 'h'],
  );

/**
 * What a scenario expects of those it is played to, in its file: the rule that should stand on top of its incident (one of several),
 * within what time it is known after it began, taken after it is known, and resolved after it is known, and what is done to it.
 */
export const drillExpectsFile = z.strictObject({
  cause: z.array(z.string().regex(/^[a-z][a-z0-9-]{0,63}$/)).min(1),
  detect: duration,
  acknowledge: duration,
  resolve: duration.optional(),
  steps: z.array(z.enum(drillSteps)).min(1),
});

/** The same in milliseconds, as it is kept with a drill. */
export const drillExpects = z.strictObject({
  cause: z.array(z.string()).min(1),
  detect: z.int().positive(),
  acknowledge: z.int().positive(),
  resolve: z.int().positive().optional(),
  steps: z.array(z.enum(drillSteps)).min(1),
});
export type DrillExpects = z.output<typeof drillExpects>;
