import type { JetStreamManager } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import type pg from 'pg';
import type { Log } from '#shared/service/log.ts';
import { civilCalendar } from '#shared/time/civil-day.ts';
import type { Subjects } from '#shared/wire/subjects.ts';
import type { Commits } from './commits.ts';
import type { DutyConfig } from './config.ts';
import { countsAskedBy } from './counts/counts-asked.ts';
import { createCountsSource } from './counts/counts-source.ts';
import type { Lawbook } from './judging/judging.ts';
import { keepLawbook } from './judging/keep-lawbook.ts';
import { keepForesight } from './readings/keep-foresight.ts';
import { runDuty, type RunningDuty } from './run-duty.ts';

type Parts = {
  readonly config: DutyConfig;
  readonly nats: NatsConnection;
  readonly jsm: JetStreamManager;
  readonly pool: pg.Pool;
  readonly subjects: Subjects;
  readonly commits: Commits;
  readonly lawbook: Lawbook;
  readonly log: Log;
};

/** The city being judged: by the log, by what is counted, by what others work out, by rules that may change. */
export type RunningJudging = {
  readonly duty: RunningDuty;
  readonly countsAgeS: () => number | null;
  readonly stop: () => Promise<void>;
};

/** Starts judging; everything that rules ask for is brought to them from here on. */
export function startJudging({ config, nats, jsm, pool, subjects, commits, lawbook, log }: Parts): RunningJudging {
  let law = lawbook;
  let asked = countsAskedBy(lawbook.rules);
  const duty: RunningDuty = runDuty({
    ...{ jsm, stream: subjects.eventsStream, pool, commits, lawbook, log },
    now: () => new Date(),
    calendar: civilCalendar(config.VONGLAU_TIME_ZONE),
    packVersion: config.VONGLAU_TIME_ZONE,
    baselinesOf: (world) => foresight.baselinesOf(world),
    areCountsKnown: () => counts.areKnown(),
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
  return {
    duty,
    countsAgeS: counts.ageS,
    stop: async () => {
      laws.stop();
      await foresight.stop();
      await counts.stop();
      await duty.stop();
    },
  };
}
