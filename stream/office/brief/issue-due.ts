import type pg from 'pg';
import { latestDue, type BriefPeriod } from '#shared/brief/period.ts';
import type { Log } from '#shared/service/log.ts';
import { hasCountedBefore, listBriefPeriods } from '#shared/store/brief-periods.ts';
import { hasBrief } from '#shared/store/briefs.ts';
import { inTransaction } from '#shared/store/in-transaction.ts';
import { insertAudit } from '#shared/store/insert-audit.ts';
import { listWorlds } from '#shared/store/list-worlds.ts';
import { readTimeZone } from '#shared/store/read-time-zone.ts';
import { readWorldNow } from '#shared/store/read-world-now.ts';
import { civilCalendar } from '#shared/time/civil-day.ts';
import { wallClockOf } from '#shared/time/wall-clock.ts';
import { worldKind } from '#shared/wire/world.ts';
import { issueBrief } from './issue-brief.ts';

const issuer = 'process:office';

/**
 * Issues in every world what is due by its own clock and the city's; an exercise has none. One that was missed while nobody
 * was there is issued late, and says when; of several missed ones the latest. Before a world has counted anything it has none.
 * One that cannot be issued is said and keeps none of the others waiting: it is still due next time.
 */
export async function issueDue(pool: pg.Pool, realMs: number, log: Log): Promise<void> {
  const periods = (await listBriefPeriods(pool)).filter(({ isOn }) => isOn);
  const timeZone = await readTimeZone(pool);
  const worlds = ['live', ...(await listWorlds(pool)).map(({ world }) => world)];
  for (const world of worlds.filter((one) => worldKind(one) !== 'drill')) {
    const nowMs = await readWorldNow(pool, world, realMs);
    if (nowMs === undefined) continue;
    for (const period of periods) {
      try {
        await issueOne(pool, { world, period, nowMs, realMs, timeZone, log });
      } catch (error) {
        log.warn({ err: error, world, period: period.id }, 'a brief that is due could not be issued; tried again soon');
      }
    }
  }
}

type One = {
  readonly world: string;
  readonly period: BriefPeriod;
  readonly nowMs: number;
  readonly realMs: number;
  readonly timeZone: string;
  readonly log: Log;
};

async function issueOne(pool: pg.Pool, { world, period, nowMs, realMs, timeZone, log }: One): Promise<void> {
  const time = new Date(wallClockOf(timeZone).wallOf(nowMs)).toISOString().slice(11, 16);
  const days = latestDue(period, { day: civilCalendar(timeZone).dayOf(nowMs), time });
  if (await hasBrief(pool, world, period.id, days.from)) return;
  if (!(await hasCountedBefore(pool, world, days.to))) return;
  const realNow = new Date(realMs);
  await inTransaction(pool, async (sql) => {
    const wish = { world, period, days, issuedAtMs: nowMs, realNow, by: issuer };
    const issued = await issueBrief(pool, sql, wish);
    if (!issued) return;
    const detail = { world, period: period.id, ...days, letters: issued.letters };
    await insertAudit(sql, {
      at: realNow,
      actor: issuer,
      verb: 'brief.issue',
      subject: `brief:${issued.id}`,
      detail,
    });
    log.info({ world, period: period.id, ...days, brief: issued.id }, 'brief issued');
  });
}
