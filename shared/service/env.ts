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
  /** Where the process says how it is, on a private address; without a port it does not. */
  HEALTH_PORT: z.coerce.number().int().min(0).max(65_535).optional(),
  HEALTH_HOST: z.string().min(1).default('127.0.0.1'),
  /** A collector of traces (OTLP over HTTP); without one there are none. */
  OTEL_EXPORTER_OTLP_ENDPOINT: z.url().optional(),
});

/**
 * Reads the environment with a process's own schema. All problems are told at once, by variable name, without values:
 * an address may hold a password.
 */
export function readEnv<Schema extends z.ZodType>(schema: Schema, env: NodeJS.ProcessEnv): z.output<Schema> {
  // Set to nothing is how compose files and shells say unset.
  const parsed = schema.safeParse(Object.fromEntries(Object.entries(env).filter(([, value]) => value !== '')));
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
  throw new Error(
    `The environment is not complete:\n${problems.join('\n')}\nSee the configuration table in README.md.`,
  );
}
