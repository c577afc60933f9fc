import { readAddresses } from '#shared/service/addresses.ts';

/** What is backed up: the city's database and log. */
export type BackupSource = {
  readonly city: string;
  readonly timeZone: string;
  readonly databaseUrl: string;
  readonly natsUrl: string;
};

/** Finds the running system, as every verb does; the environment need name only the database and the log. */
export function findSource(env: NodeJS.ProcessEnv): BackupSource {
  const namesBoth = env.DATABASE_URL && env.NATS_URL;
  const notUsed = { REDIS_URL: 'none', INGEST_URL: 'none', PUBLIC_ORIGIN: 'none' };
  const { city, timeZone, databaseUrl, natsUrl } = readAddresses(namesBoth ? { ...notUsed, ...env } : env);
  return { city, timeZone, databaseUrl, natsUrl };
}
