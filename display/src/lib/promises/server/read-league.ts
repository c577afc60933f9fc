import { error } from '@sveltejs/kit';
import { answerLeague, type League } from '#shared/promises/ask/answer-league.ts';
import { answerPromises, type Promises } from '#shared/promises/ask/answer-promises.ts';
import { kpiUnits, type KpiId } from '#shared/kpi/kpi-units.ts';
import type { Days } from '#shared/kpi/ledger/days.ts';
import { inSnapshot } from '#shared/store/in-snapshot.ts';
import { readWorldNow } from '#shared/store/read-world-now.ts';
import type { Sql } from '#shared/store/sql.ts';
import { resources } from '#lib/server/resources.ts';
import { createRecent } from './recent.ts';

const recent = createRecent({ keptMs: 15_000, most: 100, nowMs: () => performance.now() });

/** Reads something of a world's present, all of it of one moment. A world that is not there is a page that is not there. */
export function inWorld<Value>(world: string, read: (sql: Sql, nowMs: number) => Promise<Value>): Promise<Value> {
  return inSnapshot(resources().pool, async (sql) => {
    const nowMs = await readWorldNow(sql, world, Date.now());
    if (nowMs === undefined) error(404, 'world');
    return read(sql, nowMs);
  });
}

/** Every figure of the city, and who answers for what; at most a quarter of a minute old. */
export function readPromises(world: string): Promise<Promises> {
  return recent(`promises ${world}`, () => inWorld(world, (sql, nowMs) => answerPromises(sql, { world, nowMs })));
}

/** The league of a KPI, or one unit of it; at most a quarter of a minute old. */
export function readLeague(asked: {
  readonly world: string;
  readonly kpi: KpiId;
  readonly set?: string | undefined;
  readonly unit?: string | undefined;
  readonly span?: Days | undefined;
}): Promise<League> {
  const { world, kpi, set, unit, span } = asked;
  return recent(JSON.stringify(['league', world, kpi, set, unit, span]), () =>
    inWorld(world, (sql, nowMs) => answerLeague(sql, { world, nowMs, kpi, set, unit, span })),
  );
}

/** The KPI an address names; one that there is not is a page that is not there. */
export function kpiOf(name: string | undefined | null): KpiId {
  if (typeof name === 'string' && Object.hasOwn(kpiUnits, name)) return name as KpiId;
  error(404, 'kpi');
}
