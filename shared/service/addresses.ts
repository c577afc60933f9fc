import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const addressesSchema = z.object({
  city: z.string(),
  /** IANA zone of the city's civil day. */
  timeZone: z.string(),
  natsUrl: z.string(),
  databaseUrl: z.string(),
  redisUrl: z.string(),
  /** The door, directly. */
  ingestUrl: z.string(),
  /** The door for devices that speak MQTT; undefined: there is none. */
  mqttUrl: z.string().optional(),
  /** The one public address. */
  publicUrl: z.string(),
  /** Where each process tells how it is, by its name; empty when that is not known. */
  healthUrls: z.record(z.string(), z.string()).default({}),
});

/** Where the running system is. The servers' addresses hold passwords: the file is readable by its owner only. */
export type Addresses = z.output<typeof addressesSchema>;

/** Leaves the addresses of the running system in its data folder, for the command line. */
export function writeAddresses(dataDir: string, addresses: Addresses): void {
  mkdirSync(join(dataDir, 'run'), { recursive: true });
  const file = fileIn(dataDir);
  writeFileSync(`${file}.new`, `${JSON.stringify(addresses, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

/** The addresses, and the data folder they were found in. */
export type FoundAddresses = Addresses & { readonly dataDir: string };

/** Finds the running system: what the environment names first, the rest from the data folder. Throws with what to do. */
export function readAddresses(env: NodeJS.ProcessEnv): FoundAddresses {
  const dataDir = env.VONGLAU_DATA ?? '.data';
  let stored: Partial<Addresses> = {};
  try {
    stored = addressesSchema.parse(JSON.parse(readFileSync(fileIn(dataDir), 'utf8')));
  } catch {
    // Judged below: the environment may name everything.
  }
  const found = addressesSchema.safeParse({
    city: env.VONGLAU_CITY ?? stored.city ?? 'hanoi',
    timeZone: env.VONGLAU_TIME_ZONE ?? stored.timeZone ?? 'Asia/Ho_Chi_Minh',
    natsUrl: env.NATS_URL ?? stored.natsUrl,
    databaseUrl: env.DATABASE_URL ?? stored.databaseUrl,
    redisUrl: env.REDIS_URL ?? stored.redisUrl,
    ingestUrl: env.INGEST_URL ?? stored.ingestUrl,
    mqttUrl: env.MQTT_URL ?? stored.mqttUrl,
    publicUrl: env.PUBLIC_ORIGIN ?? stored.publicUrl,
    healthUrls: stored.healthUrls ?? {},
  });
  if (found.success) return { ...found.data, dataDir };
  throw new Error(
    `No running system found in ${dataDir}. Start it with "npm start", or name its addresses in the environment (NATS_URL, DATABASE_URL, REDIS_URL, INGEST_URL, PUBLIC_ORIGIN).`,
  );
}

function fileIn(dataDir: string): string {
  return join(dataDir, 'run', 'addresses.json');
}
