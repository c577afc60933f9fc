import { parseArgs } from 'node:util';
import { z } from 'zod';
import { worldName } from '#shared/wire/world.ts';

const optionsSchema = z.object({
  /** Folder of the city's pack. */
  city: z.string(),
  /** The system's data folder. */
  data: z.string(),
  speed: z.coerce.number().positive().max(100_000).default(60),
  world: worldName.optional(),
  from: z.string().optional(),
  to: z.string().optional(),
  loop: z.boolean().default(false),
  check: z.boolean().default(false),
  /** One file and its mapping. */
  file: z.string().optional(),
  mapping: z.string().optional(),
  /** Folder of samples: every mapping of the city whose sample is there, in one world. */
  samples: z.string().optional(),
});
export type ReplayOptions = z.output<typeof optionsSchema>;

/** Reads the arguments of the replay process. Throws with what is wrong. */
export function readReplayOptions(args: string[]): ReplayOptions {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  const { values } = parseArgs({
    args,
    options: {
      city: text,
      data: text,
      speed: text,
      world: text,
      from: text,
      to: text,
      loop: flag,
      check: flag,
      file: text,
      mapping: text,
      samples: text,
    },
  });
  const parsed = optionsSchema.safeParse(values);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new Error(`--${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'not understood'}`);
}
