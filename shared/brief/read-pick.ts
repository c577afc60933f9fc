import { z } from 'zod';
import type { AlarmPick } from './alarm-picks.ts';

const pickShape = z.discriminatedUnion('of', [
  z.object({ of: z.enum(['announced', 'worst-hour', 'floods', 'stale']) }),
  z.object({ of: z.literal('priority'), priority: z.enum(['P1', 'P2', 'P3']) }),
  z.object({ of: z.enum(['rule', 'silence']), rule: z.string().min(1) }),
  z.object({
    of: z.literal('hour'),
    hour: z
      .string()
      .regex(/^(1?\d|2[0-3])$/)
      .transform(Number),
  }),
]);

/** The pick of an address; undefined where it is none. */
export function readPick(query: URLSearchParams): AlarmPick | undefined {
  return pickShape.safeParse({ of: 'announced', ...Object.fromEntries(query) }).data;
}
