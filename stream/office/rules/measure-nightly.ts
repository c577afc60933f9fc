import type pg from 'pg';
import { deviatingParts } from '#shared/rules/baseline-versions.ts';
import { measureBaselines } from '#shared/rules/past/measure-baselines.ts';
import type { Log } from '#shared/service/log.ts';
import { insertBaselines, readNewestBaselines } from '#shared/store/baselines.ts';
import { hasCity } from '#shared/store/has-city.ts';
import { listRules } from '#shared/store/list-rules.ts';
import { listWorlds } from '#shared/store/list-worlds.ts';
import { readRuleCity } from '#shared/store/read-rule-city.ts';
import { readWorldNow } from '#shared/store/read-world-now.ts';
import { civilCalendar } from '#shared/time/civil-day.ts';

/** Measures what is usual; to be called now and then. A world whose civil day is measured for every rule is left alone. */
export type BaselineMeasuring = (nowMs: number) => Promise<void>;

/** Measures each world once in each of its civil days, and once more where a rule compares what no rule did before. */
export function createBaselineMeasuring(pool: pg.Pool, log: Log): BaselineMeasuring {
  // A world of which nothing was counted has no version; it is not looked at again before its day is another.
  const looked = new Map<string, string>();
  let isRunning = false;
  return async (realMs) => {
    if (isRunning) return;
    isRunning = true;
    try {
      if (!(await hasCity(pool))) return;
      const [{ rules }, city] = [await listRules(pool), await readRuleCity(pool)];
      const parts = deviatingParts(rules).map(({ metric, dim = '', stat }) => `${metric} ${dim} ${stat}`);
      if (parts.length === 0) return;
      const { dayOf, startOf } = civilCalendar(city.timeZone);
      for (const world of ['live', ...(await listWorlds(pool)).map((one) => one.world)]) {
        const nowMs = await readWorldNow(pool, world, realMs);
        if (nowMs === undefined) continue;
        const day = dayOf(nowMs);
        const name = [day, ...parts].join('\n');
        const newest = looked.get(world) === name ? undefined : await readNewestBaselines(pool, world);
        const isDone = newest && newest.day >= day && parts.every((part) => newest.parts.includes(part));
        if (isDone || looked.get(world) === name) continue;
        const rows = await measureBaselines(pool, { world, rules, city, untilMs: startOf(day) });
        looked.set(world, name);
        if (rows.length === 0) continue;
        await insertBaselines(pool, { world, madeAt: new Date(realMs), day, rows });
        log.info({ world, day, rows: rows.length }, 'usual hours measured');
      }
    } finally {
      isRunning = false;
    }
  };
}
