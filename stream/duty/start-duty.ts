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
import { civilCalendar } from '#shared/time/civil-day.ts';
import { subjectsOf } from '#shared/wire/subjects.ts';
import { listDutyCommands } from './commands/all-commands.ts';
import { serveDuty } from './commands/serve-duty.ts';
import { createCommits } from './commits.ts';
import type { DutyConfig } from './config.ts';
import { countsAskedBy } from './counts/counts-asked.ts';
import { createCountsSource } from './counts/counts-source.ts';
import { attendDuty, createDutyMetrics } from './health/attend-duty.ts';
import { keepLawbook, readLawbook } from './judging/keep-lawbook.ts';
import { escalateWhenBlind } from './notify/escalate-when-blind.ts';
import { startNotify } from './notify/start-notify.ts';
import { takeOver } from './place.ts';
import { publishChange } from './publish-change.ts';
import { keepForesight } from './readings/keep-foresight.ts';
import { runDuty, type RunningDuty } from './run-duty.ts';

/** Starts the duty process: log → rules → alerts, incidents and notices; commands of persons beside it. */
export async function startDuty(config: DutyConfig, log: Log): Promise<Running> {
  const subjects = subjectsOf(config.VONGLAU_CITY);
  const now = (): Date => new Date();
  const health = await openHealth('duty', config, log);
  const metrics = createDutyMetrics(health.metrics);
  const pool = createPool(config.DATABASE_URL, 'duty', log, 6, 15_000);
  const { nats, failed: natsFailed } = await connectNats(config.NATS_URL, 'duty', log);
  const jsm = await jetstreamManager(nats);
  await ensureStreams(jsm, subjects, config);
  const lawbook = await readLawbook(pool, config.VONGLAU_TIME_ZONE);
  const { fence } = await takeOver(pool);
  log.info({ fence, rules: lawbook.rules.length }, 'this process judges the city');

  const nowOf = (world: string): Date => new Date(duty.worlds().get(world)?.lastTickMs() ?? Date.now());
  const hours = createHours({ specialDays: [], timeZone: config.VONGLAU_TIME_ZONE });
  const commits = createCommits({
    ...{ pool, fence, now, nowOf, hours },
    viewOf: (world, asset) => duty.viewOf(world, asset),
    onCommit: (message) => {
      publishChange(nats, subjects.alerts, message);
    },
  });
  let law = lawbook;
  let asked = countsAskedBy(lawbook.rules);
  const duty: RunningDuty = runDuty({
    ...{ jsm, stream: subjects.eventsStream, pool, commits, lawbook, now, log },
    calendar: civilCalendar(config.VONGLAU_TIME_ZONE),
    packVersion: config.VONGLAU_TIME_ZONE,
    baselinesOf: (world) => foresight.baselinesOf(world),
    everyMs: { commit: config.DUTY_COMMIT_MS, image: config.DUTY_IMAGE_S * 1_000, fold: config.DUTY_FOLD_S * 1_000 },
    onWorld: () => {
      counts.readAgain();
    },
  });
  const foresight = keepForesight({ pool, log, lawbook: () => law, worlds: () => duty.worlds() });
  const counts = createCountsSource({
    ...{ nats, subject: subjects.counts, pool, log },
    asked: () => asked,
    worlds: () => new Map([...duty.worlds()].map(([world, judge]) => [world, judge.lastTickMs()])),
    onRows: (world, rows) => duty.worlds().get(world)?.takeRows(rows),
  });
  const laws = keepLawbook(pool, {
    ...{ first: lawbook, log },
    onChange: (next) => {
      law = next;
      asked = countsAskedBy(next.rules);
      duty.changeLaw(next);
      counts.readAgain();
    },
  });
  const key = keepCommandKey(config.VONGLAU_DATA);
  const seal = sealWith(keepDataKey(config.VONGLAU_DATA, 'contacts'), 'contacts');
  const commands = listDutyCommands({ seal });
  const stopCommands = serveDuty({ ...{ nats, subjects, commits, commands, key, log }, now: Date.now, ...metrics });
  const origin = config.PUBLIC_ORIGIN ?? `http://localhost:${config.DISPLAY_PORT}`;
  // Apart from what judges: a message that cannot be noted must not hold up a commit, nor the other way about.
  const notifyPool = createPool(config.DATABASE_URL, 'notify', log, 4, 15_000);
  const notify = startNotify({ pool: notifyPool, seal, origin, log, now: Date.now });
  const lastTickMs = (): number => duty.worlds().get('live')?.lastTickMs() ?? 0;
  const stopEscalating = escalateWhenBlind({ commits, lastTickMs, now: Date.now, log });
  await nats.flush();
  health.attend(
    attendDuty({
      ...{ jsm, stream: subjects.eventsStream, pool, duty },
      ...{ countsAgeS: counts.ageS, metrics: health.metrics },
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
      laws.stop();
      await foresight.stop();
      await counts.stop();
      stopEscalating();
      await duty.stop();
      await notify.stop();
      await notifyPool.end();
      await nats.drain();
      await pool.end();
      await health.stop();
    },
  };
}
