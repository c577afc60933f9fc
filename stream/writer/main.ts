import { jetstreamManager } from '@nats-io/jetstream';
import { readEnv } from '#shared/service/env.ts';
import { followLog, toHead } from '#shared/service/follow-log.ts';
import { runService, type Running } from '#shared/service/lifecycle.ts';
import { createLog } from '#shared/service/log.ts';
import { connectNats } from '#shared/service/nats.ts';
import { createPool } from '#shared/service/postgres.ts';
import { ensureStreams } from '#shared/service/streams.ts';
import { civilCalendar } from '#shared/time/civil-day.ts';
import { subjectsOf } from '#shared/wire/subjects.ts';
import { writerEnv } from './config.ts';
import { publishCounts } from './counts-feed.ts';
import { createDatabaseLink } from './database-link.ts';
import { createFrameSource } from './frame-source.ts';
import { watchWriter } from './health/watch-writer.ts';
import { createHorizon } from './horizon.ts';
import { takeOver } from './position.ts';
import { readMemory } from './read-memory.ts';
import { serveReceipts } from './receipts/serve-receipts.ts';
import { setReceiptZone } from './receipts/set-receipt-zone.ts';
import { retain } from './retention.ts';
import { runWriter } from './run-writer.ts';

const retainEveryMs = 600_000;
/** A day of a large city is read once whole before it is sealed. */
const retentionStatementMs = 3_600_000;

// eslint-disable-next-line no-restricted-syntax -- the entry hands the environment to its schema
const config = readEnv(writerEnv, process.env);
const log = createLog('writer', config.LOG_LEVEL);

await runService(log, async (): Promise<Running> => {
  const subjects = subjectsOf(config.VONGLAU_CITY);
  const calendar = civilCalendar(config.VONGLAU_TIME_ZONE);
  const stopping = new AbortController();
  const watch = await watchWriter(config, log);
  const { nats, failed: natsFailed } = await connectNats(config.NATS_URL, 'writer', log);
  const jsm = await jetstreamManager(nats);
  await ensureStreams(jsm, subjects, config);
  const head = toHead(await jsm.streams.info(subjects.eventsStream));

  const link = createDatabaseLink(config.DATABASE_URL, log, stopping.signal);
  const position = await link.work((client) => takeOver(client, head));
  await link.work((client) => setReceiptZone(client, config.VONGLAU_TIME_ZONE));
  const memory = await link.work((client) =>
    readMemory(client, { fence: position.fence, calendar, keptD: config.RETENTION_D }),
  );
  const source = createFrameSource(
    { logId: head.id, seq: position.seq },
    { batchEvents: config.WRITER_BATCH_EVENTS, lingerMs: config.WRITER_LINGER_MS },
  );
  const following = followLog(jsm, {
    stream: subjects.eventsStream,
    reader: watch.follow(source.reader),
    log,
    signal: stopping.signal,
  });

  const horizon = createHorizon();
  const running = runWriter(
    {
      source,
      link: watch.timed(link),
      log,
      signal: stopping.signal,
      onCommit: (committed, batch) => {
        horizon.observe(batch.events);
        publishCounts(nats, subjects.counts, committed);
        watch.noteCommit(committed, batch);
        log.debug({ ...committed, rows: undefined }, 'committed');
      },
    },
    memory,
  );

  const pool = createPool(config.DATABASE_URL, 'writer-health', log, 1);
  const retentionPool = createPool(config.DATABASE_URL, 'writer-retention', log, 1, retentionStatementMs);
  watch.attend(position.seq, { jsm, stream: subjects.eventsStream, pool });
  const receipts = serveReceipts({ databaseUrl: config.DATABASE_URL, nats, jsm, subjects, calendar, log });
  const retaining = setInterval(() => {
    const horizonMs = horizon.at(config.RETENTION_D);
    if (horizonMs !== null) void retainOnce(horizonMs);
  }, retainEveryMs);
  const retainOnce = async (horizonMs: number): Promise<void> => {
    try {
      const client = await retentionPool.connect();
      const retained = await retain(client, calendar, horizonMs).finally(() => client.release(true));
      if (retained.sealed.length + retained.dropped.length > 0) log.info(retained, 'retention');
    } catch (error) {
      log.warn({ err: error }, 'retention failed; it is tried again');
    }
    // Some may be gone; those that are not are found again.
    memory.months.clear();
  };

  const ended = Promise.race([running, following]).then(
    () => new Error('the writer ended'),
    (error: unknown) => (error instanceof Error ? error : new Error(String(error))),
  );
  return {
    ready: { detail: `at ${position.seq}` },
    failed: Promise.race([natsFailed, ended]).then((error) =>
      stopping.signal.aborted ? new Promise<Error>(() => undefined) : error,
    ),
    stop: async () => {
      clearInterval(retaining);
      stopping.abort();
      source.close();
      await Promise.allSettled([running, following]);
      await link.close();
      await receipts.stop();
      await pool.end();
      await retentionPool.end();
      await nats.drain();
      await watch.stop();
    },
  };
});
