import { z } from 'zod';

/** What every process is told; see the configuration table in the README. */
export const serviceEnv = z.object({
  NATS_URL: z.string().min(1),
  DATABASE_URL: z.string().min(1),
  REDIS_URL: z.string().min(1),
  VONGLAU_CITY: z
    .string()
    .regex(/^[a-z][a-z0-9-]{0,30}$/)
    .default('hanoi'),
  VONGLAU_DATA: z.string().min(1).default('.data'),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
});

/**
 * Reads the environment with a process's own schema. All problems are told at once, by variable name, without values:
 * an address may hold a password.
 */
export function readEnv<Schema extends z.ZodType>(schema: Schema, env: NodeJS.ProcessEnv): z.output<Schema> {
  const parsed = schema.safeParse(env);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
  throw new Error(
    `The environment is not complete:\n${problems.join('\n')}\nSee the configuration table in README.md.`,
  );
}
