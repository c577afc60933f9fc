import { resolve } from 'node:path';
import { jetstreamManager } from '@nats-io/jetstream';
import type pg from 'pg';
import { keepCommandKey } from '#shared/service/command-key.ts';
import { keepDataKey } from '#shared/service/data-key.ts';
import { openHealth } from '#shared/service/health.ts';
import type { Running } from '#shared/service/lifecycle.ts';
import type { Log } from '#shared/service/log.ts';
import { connectNats } from '#shared/service/nats.ts';
import { createPool } from '#shared/service/postgres.ts';
import { createPrinting } from '#shared/service/printing.ts';
import { sealWith } from '#shared/service/seal.ts';
import { deleteReadingsBefore } from '#shared/store/rule-readings.ts';
import { factorPurpose } from '#shared/store/second-factor.ts';
import { readAuditHead } from '#shared/store/verify-audit.ts';
import { subjectsOf } from '#shared/wire/subjects.ts';
import { cleanUp } from './clean-up.ts';
import { startBriefs } from './brief/start-briefs.ts';
import { listCommands } from './commands/all-commands.ts';
import { serveOffice } from './commands/serve-commands.ts';
import type { OfficeConfig } from './config.ts';
import { attendOffice, createOfficeMetrics } from './health/attend-office.ts';
import { createFirstAccount } from './first-start/create-first-account.ts';
import { keepWallToken } from './first-start/keep-wall-token.ts';
import { followMoves } from './follow-moves.ts';
import { createNightlyMeasuring } from './forecast/measure-nightly.ts';
import { importAtFirstStart } from './registry/first-import.ts';
import { documentNames } from './registry/registry-documents.ts';
import { startRegistryPublisher } from './registry/registry-publisher.ts';
import { createBackTests } from './rules/back-tests.ts';
import { createBaselineMeasuring } from './rules/measure-nightly.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const LOCALITIES = resolve(import.meta.dirname, '../../infra/localities');

/** Starts the office: the registry is filled, published and open to commands when this returns. */
export async function startOffice(config: OfficeConfig, log: Log): Promise<Running> {
  const subjects = subjectsOf(config.VONGLAU_CITY);
  const now = Date.now;
  const health = await openHealth('office', config, log);
  const metrics = createOfficeMetrics(health.metrics);
  const pool = createPool(config.DATABASE_URL, 'office', log);
  const { nats, failed } = await connectNats(config.NATS_URL, 'office', log);
  await importAtFirstStart(pool, config.VONGLAU_PACK ?? resolve(LOCALITIES, config.VONGLAU_CITY), {
    log,
    now: new Date(now()),
  });

  const publisher = startRegistryPublisher({
    nats,
    bucket: subjects.registryBucket,
    sql: pool,
    log,
    now,
    ...metrics.published,
  });
  await publisher.publish(documentNames);
  const seal = sealWith(keepDataKey(config.VONGLAU_DATA, 'accounts'), factorPurpose);
  const commands = listCommands({ retentionD: config.RETENTION_D, seal, pool });
  const key = keepCommandKey(config.VONGLAU_DATA);
  const answering = { nats, subjects, pool, publisher, commands, key };
  const backTests = createBackTests({ pool, databaseUrl: config.DATABASE_URL, log });
  const onBackTest = backTests.start;
  const stopCommands = serveOffice({ ...answering, log, now, ...metrics.answered, onBackTest });
  await nats.flush();
  const jsm = await jetstreamManager(nats, { checkAPI: false });
  health.attend(attendOffice({ jsm, pool, stream: subjects.eventsStream, metrics: health.metrics }));
  const origin = config.PUBLIC_ORIGIN ?? `http://localhost:${config.DISPLAY_PORT}`;
  const contacts = sealWith(keepDataKey(config.VONGLAU_DATA, 'contacts'), 'contacts');
  const post = { pool, seal: contacts, origin, printing: createPrinting(config), log };
  const briefs = startBriefs(post, { keptD: config.RETENTION_D, now });
  const measureForecasts = createNightlyMeasuring(pool, log);
  const measureBaselines = createBaselineMeasuring(pool, log);
  const moves = followMoves(pool, log, now);
  const cleaning = setInterval(() => {
    measureBaselines(now()).catch((error: unknown) => {
      log.warn({ err: error }, 'usual hours could not be measured; tried again in an hour');
    });
    measureForecasts(now()).catch((error: unknown) => {
      log.warn({ err: error }, 'forecasts could not be measured; tried again in an hour');
    });
    cleanUp(pool, new Date(now())).catch((error: unknown) => {
      log.warn({ err: error }, 'ended sessions could not be removed; tried again in an hour');
    });
    deleteReadingsBefore(pool, new Date(now() - config.RETENTION_D * DAY_MS)).catch((error: unknown) => {
      log.warn({ err: error }, 'readings of rules could not be removed; tried again in an hour');
    });
    void tellAuditHead(pool, log);
  }, HOUR_MS);

  const wallToken = await keepWallToken(pool, config.VONGLAU_DATA, new Date(now()));
  // Last, because the password is told once: what fails before it is tried again at the next start.
  const firstPassword = await createFirstAccount(pool, new Date(now()));
  await tellAuditHead(pool, log);
  return {
    ready: { wallToken, ...(firstPassword !== undefined && { firstPassword }) },
    failed,
    stop: async () => {
      clearInterval(cleaning);
      await briefs.stop();
      await moves.stop();
      await stopCommands();
      await backTests.stop();
      await publisher.stop();
      await nats.drain();
      await pool.end();
      await health.stop();
    },
  };
}

/**
 * Says where the trail's chain stands. Kept wherever logs are collected, it is the witness against which a trail that was
 * rewritten as a whole does not stand: vonglau audit verify --head SEQ:HASH.
 */
async function tellAuditHead(pool: pg.Pool, log: Log): Promise<void> {
  try {
    const head = await readAuditHead(pool);
    if (head) log.info(head, 'audit head');
  } catch (error) {
    log.warn({ err: error }, 'the head of the trail could not be read; tried again in an hour');
  }
}
