import type pg from 'pg';
import { noBaselines, type Baselines } from '#shared/rules/baseline.ts';
import { baselinesHeld } from '#shared/rules/baseline-versions.ts';
import { askForecasts, askKpis, type NamedReading } from '#shared/rules/past/ask-readings.ts';
import { readingsAskedBy } from '#shared/rules/readings-asked-by.ts';
import type { Log } from '#shared/service/log.ts';
import { readBaselines } from '#shared/store/baselines.ts';
import { inSnapshot } from '#shared/store/in-snapshot.ts';
import { insertReadings } from '#shared/store/rule-readings.ts';
import type { Sql } from '#shared/store/sql.ts';
import { civilCalendar } from '#shared/time/civil-day.ts';
import type { Lawbook } from '../judging/judging.ts';

/** What others work out for rules: what is usual, what is expected, how KPIs stand. */
export type Foresight = {
  readonly baselinesOf: (world: string) => Baselines;
  readonly stop: () => Promise<void>;
};

/** A world that is judged, as far as this asks. */
export type Judged = {
  readonly lastTickMs: () => number | null;
  readonly takeReadings: (readings: readonly NamedReading[]) => void;
};

/** Of the world's clock: forecasts move by quarter hours, KPIs by days. */
const everyMs = { forecasts: 5 * 60_000, kpis: 60 * 60_000, baselines: 10 * 60_000 } as const;
type Sort = keyof typeof everyMs;
const sorts = ['baselines', 'forecasts', 'kpis'] as const satisfies readonly Sort[];
/** Of the real one, however fast a world runs. */
const leastMs = 20_000;
const lookEveryMs = 5_000;
const dayMs = 86_400_000;

/** Asks for each world what its rules ask for and hands it in; what was handed in is kept, so that it can be judged by again. */
export function keepForesight(parts: {
  readonly pool: pg.Pool;
  readonly log: Log;
  readonly lawbook: () => Lawbook;
  readonly worlds: () => ReadonlyMap<string, Judged>;
}): Foresight {
  const { pool, log, lawbook, worlds } = parts;
  const usual = new Map<string, Baselines>();
  const asked = new Map<string, { readonly worldMs: number; readonly realMs: number }>();
  let isFailing = false;
  let isStopped = false;

  const ask = async (sort: Sort, world: string, nowMs: number): Promise<void> => {
    const { rules, city } = lawbook();
    const calendar = civilCalendar(city.timeZone);
    if (sort === 'baselines') {
      usual.set(world, await readUsual(pool, world, { city, nowMs }));
      return;
    }
    const wanted = readingsAskedBy(rules, city, calendar.dayOf(nowMs));
    if (wanted.names.size === 0) return;
    const told = await inSnapshot(pool, (sql) =>
      sort === 'forecasts' ? askForecasts(sql, wanted, { world, nowMs }) : askKpis(sql, wanted, { world, nowMs }),
    );
    if (told.length === 0 || isStopped) return;
    const judged = worlds().get(world);
    // With the tick after the last one it is judged, so from there on it counts.
    const atMs = judged?.lastTickMs() ?? nowMs;
    judged?.takeReadings(told);
    await insertReadings(pool, { world, at: new Date(atMs + 1) }, told);
  };
  const look = async (): Promise<void> => {
    for (const [world, judged] of worlds()) {
      for (const sort of sorts) {
        const nowMs = judged.lastTickMs();
        if (nowMs === null || isStopped) continue;
        const last = asked.get(`${world} ${sort}`);
        const realMs = performance.now();
        const isDue = !last || (nowMs - last.worldMs >= everyMs[sort] && realMs - last.realMs >= leastMs);
        if (!isDue) continue;
        asked.set(`${world} ${sort}`, { worldMs: nowMs, realMs });
        await ask(sort, world, nowMs);
      }
    }
    isFailing = false;
  };
  let work: Promise<void> | undefined;
  const timer = setInterval(() => {
    work ??= look()
      .catch((error: unknown) => {
        if (!isFailing)
          log.warn({ err: error }, 'what rules ask of forecasts and KPIs cannot be worked out; tried again');
        isFailing = true;
      })
      .finally(() => (work = undefined));
  }, lookEveryMs);
  return {
    baselinesOf: (world) => (series, atMs) => (usual.get(world) ?? noBaselines)(series, atMs),
    stop: async () => {
      isStopped = true;
      clearInterval(timer);
      await work;
    },
  };
}

/** What is usual today, and was yesterday: an hour is judged by the day it belongs to. */
async function readUsual(
  sql: Sql,
  world: string,
  { city, nowMs }: { readonly city: Lawbook['city']; readonly nowMs: number },
): Promise<Baselines> {
  const { dayOf } = civilCalendar(city.timeZone);
  const [fromDay, toDay] = [dayOf(nowMs - dayMs), dayOf(nowMs)];
  return baselinesHeld(await readBaselines(sql, { world, fromDay, toDay }), city);
}
