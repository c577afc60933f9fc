import { daysToProject, projectMonths } from '#shared/forecast/ask/answer-months.ts';
import { answerPlaces } from '#shared/forecast/ask/answer-places.ts';
import { cityKinds, placesOf } from '#shared/forecast/ask/places.ts';
import { settingOf } from '#shared/forecast/ask/setting-of.ts';
import { planSums, sumDays, type SumsPlan } from '#shared/forecast/ask/sum-days.ts';
import { aheadMs } from '#shared/forecast/queue/marks.ts';
import { historyDays } from '#shared/forecast/measure/try-place.ts';
import { byUnit, type Readings } from '#shared/kpi/ask/readings.ts';
import { formulas } from '#shared/kpi/formulas/formulas.ts';
import { readsOf } from '#shared/kpi/formulas/tally.ts';
import type { KpiId } from '#shared/kpi/kpi-units.ts';
import type { Ledger } from '#shared/kpi/ledger/ledger.ts';
import { subjectOf } from '#shared/kpi/ledger/unit-sets.ts';
import { packAssets } from '#shared/locality/assets-of.ts';
import type { Pack } from '#shared/locality/pack.ts';
import type { Baselines, UsualRow } from '#shared/rules/baseline.ts';
import {
  baselinesHeld,
  baselineWeeks,
  deviatingParts,
  measureVersion,
  toUsualRows,
} from '#shared/rules/baseline-versions.ts';
import { ruleCityOf } from '#shared/rules/city.ts';
import { readingsAskedBy } from '#shared/rules/readings-asked-by.ts';
import type { Rule } from '#shared/rules/rule.ts';
import { monthReading, queueReading, type NamedReading } from '#shared/rules/to-readings.ts';
import { civilCalendar } from '#shared/time/civil-day.ts';
import type { CityRecords } from './city-records.ts';

const dayMs = 86_400_000;
/** Of the world's clock; the duty process asks as seldom where a world runs sixty times as fast as time. */
const everyMs = { forecasts: 15 * 60_000, kpis: 60 * 60_000 };

/** What is worked out for the rules of a city while it is judged, of what it kept until then. */
export type CityForesight = {
  readonly baselines: Baselines;
  /** What is handed in at an instant; empty where nothing is due. */
  readonly readings: (nowMs: number) => NamedReading[];
};

/** The metrics of which rules have to know the past. */
export function metricsOfPast(rules: readonly Rule[]): ReadonlySet<string> {
  const asked = new Set(rules.flatMap(({ when }) => (when.kind === 'kpi' ? [when.kpi] : [])));
  const told = formulas
    .filter(({ kpi }) => asked.has(kpi))
    .flatMap(({ measure, reporters }) => [
      ...readsOf(measure).map(({ metric }) => metric),
      ...reporters.flatMap(({ metrics }) => metrics),
    ]);
  return new Set([...deviatingParts(rules).map(({ metric }) => metric), ...told]);
}

/** Forecasts, KPIs and what is usual, as the duty process and the office work them out, from records instead of a database. */
export function createForesight(
  { world, pack, rules }: { readonly world: string; readonly pack: Pack; readonly rules: readonly Rule[] },
  records: Pick<CityRecords, 'hours' | 'days' | 'queues'>,
): CityForesight {
  const city = ruleCityOf(pack);
  const calendar = civilCalendar(pack.timeZone);
  const ledger = ledgerOf(pack);
  const parts = new Set(deviatingParts(rules).map(({ metric, dim = '' }) => `${metric} ${dim}`));
  const versions = new Map<string, UsualRow[]>();
  let held: Baselines = () => undefined;

  /** Each night, of the weeks before. */
  const measure = (day: string): void => {
    const untilMs = calendar.startOf(day);
    const fromMs = untilMs - baselineWeeks * 7 * dayMs;
    const counted = records.hours().flatMap(({ series, bucketMs, n, sum }) => {
      const { metric, dim, unit, scope } = series;
      const isAsked = scope === '' && parts.has(`${metric} ${dim}`) && bucketMs >= fromMs && bucketMs < untilMs;
      return isAsked ? [{ metric, dim, unit, bucketMs, n, sum: Number(sum) }] : [];
    });
    versions.set(day, toUsualRows(measureVersion(counted, city)));
    held = baselinesHeld(versions, city);
  };
  /** Of places that are closed for as long as one looks ahead nobody waits, and nothing is told. */
  const forecast = (nowMs: number, places: readonly string[]): NamedReading[] => {
    const here = placesOf(ledger, nowMs).filter(
      ({ code, office }) => places.includes(code) && office.openSeconds(nowMs, nowMs + aheadMs) > 0,
    );
    if (here.length === 0) return [];
    const sinceMs = calendar.startOf(calendar.dayOf(nowMs - historyDays * dayMs));
    const found = [...records.queues()].map(
      ([place, days]) => [place, days.filter(({ startMs }) => startMs >= sinceMs && startMs < nowMs)] as const,
    );
    return answerPlaces(here, { world, nowMs, ledger, measured: undefined }, new Map(found)).map(queueReading);
  };
  const project = (nowMs: number, kpis: ReadonlyMap<string, readonly string[]>): NamedReading[] => {
    const setting = settingOf(ledger, { world, asOfMs: nowMs });
    const units = [...new Set([...kpis.values()].flat())];
    return units.flatMap((unit) => {
      const own = [...kpis].filter(([, of]) => of.includes(unit)).map(([kpi]) => kpi as KpiId);
      const subject = subjectOf(unit);
      const plan = planSums(setting, { kpis: own, subjects: [subject], days: daysToProject(setting) });
      const sums = sumDays(setting, plan, { readings: readingsOf(plan), hours: new Map() });
      return projectMonths(setting, { subject, kinds: cityKinds(ledger), measured: undefined }, sums).map(monthReading);
    });
  };
  const readingsOf = ({ pieces }: SumsPlan): Readings => {
    const at = new Map(pieces.map(({ from }, piece) => [Date.parse(from), piece]));
    const rows = records.days().flatMap(({ series, bucketMs, n, sum }) => {
      const piece = at.get(bucketMs);
      const { unit, scope, metric, dim } = series;
      return piece === undefined ? [] : [{ piece, bucketMs, unit, scope, metric, dim, n, sum: Number(sum) }];
    });
    const heard = rows.filter(({ unit, dim, n }) => unit !== '' && dim === '' && n > 0);
    return { counts: byUnit(rows.filter(({ scope }) => scope === '')), slots: new Map(), heard: byUnit(heard) };
  };

  return {
    baselines: (series, atMs) => held(series, atMs),
    readings: (nowMs) => {
      const isDue = { forecasts: nowMs % everyMs.forecasts === 0, kpis: nowMs % everyMs.kpis === 0 };
      if (!isDue.forecasts && !isDue.kpis) return [];
      const day = calendar.dayOf(nowMs);
      if (!versions.has(day)) measure(day);
      const asked = readingsAskedBy(rules, city, day);
      const isOther = [...asked.names].find((name) => name.startsWith('kpi ') && !name.includes('.month_end '));
      if (isOther !== undefined) throw new Error(`${isOther}: only the end of the month is worked out here`);
      return [
        ...(isDue.forecasts ? forecast(nowMs, asked.places) : []),
        ...(isDue.kpis ? project(nowMs, asked.kpis) : []),
      ];
    },
  };
}

/** What a registry that such a pack was imported into says. */
function ledgerOf(pack: Pack): Ledger {
  const { startOf } = civilCalendar(pack.timeZone);
  const assets = packAssets(pack);
  const openings = new Map(assets.map(({ code, opening }) => [code, opening]));
  return {
    ...{ timeZone: pack.timeZone, centre: null, offices: [], targets: [], successions: [], exclusions: [] },
    units: pack.units.map(({ code, type, valid_from: validFrom, valid_to: validTo }) => ({
      ...{ code, kind: type, validFrom, validTo },
    })),
    assets: assets.map(({ code, kind, unit, point, branch, opening, validFrom, validTo }) => ({
      ...{ code, kind, unit, point, branch, validFrom, validTo, fromMs: startOf(validFrom) },
      opening: opening ?? (point === null ? null : (openings.get(point) ?? null)),
      toMs: validTo === null ? null : startOf(validTo),
    })),
    specialDays: pack.calendar,
  };
}
