import { parseArgs } from 'node:util';
import { z } from 'zod';

const runName = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,30}$/, 'up to 31 small letters, digits and hyphens; the world is sim:<run>');

const optionsSchema = z
  .object({
    /** Folder of the city's pack. */
    city: z.string(),
    /** The system's data folder. */
    data: z.string(),
    run: runName.default('demo'),
    seed: z.string().min(1).max(100).default('1'),
    speed: z.coerce.number().positive().max(100_000).optional(),
    /** Events a second: the world runs as fast as it takes. */
    rate: z.coerce.number().min(1).max(20_000).optional(),
    day: z.iso.date({ error: 'a civil day such as 2026-11-23' }).optional(),
    /** Time of that day at which the run begins. */
    from: z
      .string()
      .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time of day such as 07:30')
      .default('00:00'),
    days: z.coerce.number().positive().max(366).optional(),
    until: z.iso
      .datetime({ local: true, offset: true, error: "the city's time such as 2026-11-23T12:00, or with an offset" })
      .optional(),
    scenario: z.array(z.string()).default([]),
    'heartbeat-s': z.coerce.number().int().min(10).max(3_600).default(60),
    /** What follows a start of the system: the present, for ever. */
    live: z.boolean().default(false),
    /** The world is `drill:<run>`: an exercise. */
    drill: z.boolean().default(false),
    /** The clock is brought forward to here quickly, and goes at the speed of the run from there. */
    'forward-to': z.iso.datetime({ error: 'an instant such as 2026-11-23T02:25:00Z' }).optional(),
  })
  .refine(({ speed, rate }) => speed === undefined || rate === undefined, {
    path: ['rate'],
    error: 'either --speed or --rate: the rate sets the speed',
  })
  .refine(({ days, until }) => days === undefined || until === undefined, {
    path: ['until'],
    error: 'either --days or --until',
  });
export type SimulateOptions = z.output<typeof optionsSchema>;

/** Reads the arguments of the simulator's process. Throws with what is wrong. */
export function readSimulateOptions(args: string[]): SimulateOptions {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    args,
    options: {
      ...{ city: text, data: text, run: text, seed: text, speed: text, rate: text },
      ...{ day: text, from: text, days: text, until: text },
      ...{ 'heartbeat-s': text, scenario: { type: 'string', multiple: true }, live: { type: 'boolean' } },
      ...{ drill: { type: 'boolean' }, 'forward-to': text },
    },
  });
  const parsed = optionsSchema.safeParse(values);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new Error(`--${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'not understood'}`);
}
