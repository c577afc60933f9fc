import { jetstreamManager } from '@nats-io/jetstream';
import { createHours } from '#shared/rules/expected.ts';
import { keepCommandKey } from '#shared/service/command-key.ts';
import { keepDataKey } from '#shared/service/data-key.ts';
import { openHealth } from '#shared/service/health.ts';
import type { Running } from '#shared/service/lifecycle.ts';
import type { Log } from '#shared/service/log.ts';
import { connectNats } from '#shared/service/nats.ts';
import { createPool } from '#shared/service/postgres.ts';
import { sealWith } from '#shared/service/seal.ts';
import { ensureStreams } from '#shared/service/streams.ts';
import { subjectsOf } from '#shared/wire/subjects.ts';
import { listDutyCommands } from './commands/all-commands.ts';
import { serveDuty } from './commands/serve-duty.ts';
import { createCommits } from './commits.ts';
import type { DutyConfig } from './config.ts';
import { attendDuty, createDutyMetrics } from './health/attend-duty.ts';
import { attendNotices, createNoticeMetrics } from './health/attend-notices.ts';
import { readLawbook } from './judging/keep-lawbook.ts';
import { escalateWhenBlind } from './notify/escalate-when-blind.ts';
import { startNotify } from './notify/start-notify.ts';
import { takeOver } from './place.ts';
import { publishChange } from './publish-change.ts';
import { startJudging } from './start-judging.ts';

/** Starts the duty process: log → rules → alerts, incidents and notices; commands of persons beside it. */
export async function startDuty(config: DutyConfig, log: Log): Promise<Running> {
  const subjects = subjectsOf(config.VONGLAU_CITY);
  const health = await openHealth('duty', config, log);
  const metrics = createDutyMetrics(health.metrics);
  const pool = createPool(config.DATABASE_URL, 'duty', log, 6, 15_000);
  const { nats, failed: natsFailed } = await connectNats(config.NATS_URL, 'duty', log);
  const jsm = await jetstreamManager(nats);
  await ensureStreams(jsm, subjects, config);
  const lawbook = await readLawbook(pool, config.VONGLAU_TIME_ZONE);
  const { fence } = await takeOver(pool);
  log.info({ fence, rules: lawbook.rules.length }, 'this process judges the city');

  const hours = createHours({ specialDays: [], timeZone: config.VONGLAU_TIME_ZONE });
  const commits = createCommits({
    ...{ pool, fence, hours },
    now: () => new Date(),
    nowOf: (world) => new Date(duty.worlds().get(world)?.lastTickMs() ?? Date.now()),
    viewOf: (world, asset) => duty.viewOf(world, asset),
    onCommit: (message) => {
      publishChange(nats, subjects.alerts, message);
    },
  });
  const judging = startJudging({ config, nats, jsm, pool, subjects, commits, lawbook, log });
  const { duty, countsAgeS } = judging;
  const key = keepCommandKey(config.VONGLAU_DATA);
  const seal = sealWith(keepDataKey(config.VONGLAU_DATA, 'contacts'), 'contacts');
  const commands = listDutyCommands({ seal });
  const stopCommands = serveDuty({ ...{ nats, subjects, commits, commands, key, log }, now: Date.now, ...metrics });
  const origin = config.PUBLIC_ORIGIN ?? `http://localhost:${config.DISPLAY_PORT}`;
  // Apart from what judges: a message that cannot be noted must not hold up a commit, nor the other way about.
  const notifyPool = createPool(config.DATABASE_URL, 'notify', log, 4, 15_000);
  const notify = startNotify({
    ...{ pool: notifyPool, seal, origin, log, now: Date.now },
    ...createNoticeMetrics(health.metrics),
  });
  const lastTickMs = (): number => duty.worlds().get('live')?.lastTickMs() ?? 0;
  const stopEscalating = escalateWhenBlind({ commits, lastTickMs, now: Date.now, log });
  await nats.flush();
  health.attend(
    attendDuty({
      ...{ jsm, stream: subjects.eventsStream, pool, duty },
      ...{
        countsAgeS,
        metrics: health.metrics,
        notices: attendNotices({ pool: notifyPool, now: Date.now }, health.metrics),
      },
    }),
  );

  let isStopping = false;
  return {
    ready: { detail: `at ${duty.seq()}, fence ${fence}` },
    failed: Promise.race([natsFailed, duty.ended]).then((error) =>
      isStopping ? new Promise<Error>(() => undefined) : error,
    ),
    stop: async () => {
      isStopping = true;
      await stopCommands();
      stopEscalating();
      await judging.stop();
      await notify.stop();
      await notifyPool.end();
      await nats.drain();
      await pool.end();
      await health.stop();
    },
  };
}
