import { readKpiBegun } from '../../store/read-kpi-begun.ts';
import { readKpiHours, type KpiHoursAsked } from '../../store/read-kpi-hours.ts';
import { readKpiSlotHours } from '../../store/read-kpi-slot-hours.ts';
import type { Sql } from '../../store/sql.ts';
import { excludedSpans, type Excluded } from '../exclusions/excluded-spans.ts';
import { hourMs, intersectSpans, isSameTime, type Span } from '../exclusions/hours.ts';
import { expectAssets, type ExpectedAssets } from '../expected/expect-assets.ts';
import type { Formula, Measure } from '../formulas/formula.ts';
import { readsOf } from '../formulas/tally.ts';
import type { Days } from '../ledger/days.ts';
import { instantsOf, type Found, type Setting } from './build-answer.ts';
import type { Question } from './question.ts';
import { distributionOf } from './read-days.ts';
import { byUnit, noHours, type HourReadings, type ReadCount, type ReadSlot } from './readings.ts';

/** Hour rows are kept two years: what reaches further back cannot be told by the hour any more. */
const hoursKeptMs = 730 * 86_400_000;

type Asked = {
  readonly days: Days;
  readonly pieces: readonly Days[];
  readonly formula: Formula;
  readonly questions: readonly Question[];
};

type HoursFound = Pick<Found, 'expected' | 'seenWell' | 'excluded' | 'inExcluded'>;

/** Reads by the hour what a KPI needs: what was seen in the hours in which it was expected, and what is excluded. */
export async function readHours(sql: Sql, setting: Setting, asked: Asked): Promise<HoursFound> {
  const within = instantsOf(setting, asked.days);
  const { ledger, calendar, openHours } = setting;
  const none: HoursFound = { expected: [], seenWell: noHours, excluded: noneExcluded, inExcluded: noHours };
  if (within.fromMs < setting.asOfMs - hoursKeptMs) return none;
  const units = unitsAsked(asked.questions);
  const excluded = excludedSpans(ledger, asked.formula, { calendar, within, units });
  const measure = asked.formula.measure;
  if (measure.how !== 'availability') {
    const spans = [...excluded.spans].map(([unit, own]) => ({ unit, scope: '', spans: own }));
    return { ...none, excluded, inExcluded: await readSpans(sql, setting, { ...asked, spans }) };
  }
  const assets = ledger.assets.filter(({ unit }) => units === null || units.has(unit));
  // A set of units asked about beside the city needs its own rows.
  const isWhole = asked.questions.every(({ scope }) => scope.of === 'city') && excluded.spans.size === 0;
  // Before anything of the kind was ever counted in a world, nobody was asked to send it.
  const begun = await readKpiBegun(sql, { world: setting.world, metric: measure.metric, wantsUnits: isWhole });
  const begunMs = begun.firstMs ?? within.fromMs;
  const heardWithin = { fromMs: Math.min(within.toMs, Math.max(within.fromMs, begunMs)), toMs: within.toMs };
  const expectedOf = expectAssets(measure, assets, { openHours, within: heardWithin });
  const expected = isWhole ? joinAsCity(expectedOf, begun.units) : expectedOf;
  const excludedOf = ({ unit, spans }: ExpectedAssets): readonly Span[] =>
    intersectSpans(spans, excluded.spans.get(unit) ?? []);
  const left = expected.map((one) => ({ unit: one.unit, scope: one.scope, spans: excludedOf(one) }));
  return {
    expected,
    seenWell: await readSpans(sql, setting, { ...asked, spans: expected }),
    excluded,
    inExcluded: await readSpans(sql, setting, { ...asked, spans: left }),
  };
}

/**
 * Where every unit that ever counted is expected in the same hours, the city's own rows say the same: one an hour instead of
 * one for each unit.
 */
function joinAsCity(expected: readonly ExpectedAssets[], counted: readonly string[]): readonly ExpectedAssets[] {
  const [first] = expected;
  if (!first || expected.some(({ scope }) => scope !== '')) return expected;
  const units = new Set(expected.map(({ unit }) => unit));
  const isAll =
    counted.every((unit) => units.has(unit)) && expected.every(({ spans }) => isSameTime(spans, first.spans));
  if (!isAll) return expected;
  return [{ unit: '', scope: '', assets: expected.reduce((sum, { assets }) => sum + assets, 0), spans: first.spans }];
}

const noneExcluded: Excluded = { spans: new Map(), of: new Map() };

/** The units that are asked about, as their events are stamped; null: every one. */
function unitsAsked(questions: readonly Question[]): ReadonlySet<string> | null {
  const scopes = questions.map(({ scope }) => scope);
  if (scopes.some(({ of }) => of === 'city')) return null;
  return new Set(scopes.flatMap((scope) => (scope.of === 'units' ? scope.stamped : [])));
}

type SpansOf = { readonly unit: string; readonly scope: string; readonly spans: readonly Span[] };

/** What a formula reads, in some hours of some units or assets. */
async function readSpans(
  sql: Sql,
  setting: Setting,
  { days, pieces, questions, spans }: Asked & { readonly spans: readonly SpansOf[] },
): Promise<HourReadings> {
  const some = spans.filter((one) => one.spans.length > 0);
  if (some.length === 0) return noHours;
  const { world, calendar } = setting;
  const boundsMs = [...pieces.map(({ from }) => from), days.to].map((day) => calendar.startOf(day));
  const measures = [...new Set(questions.flatMap(({ measure }) => measure ?? []))];
  const [counts, slots]: [ReadCount[], ReadSlot[]] = [[], []];
  for (const same of bySpans(some)) {
    const asked = { world, boundsMs, places: same, hoursMs: hoursIn(same[0]?.spans ?? []) };
    counts.push(...(await readKpiHours(sql, { ...asked, reads: measures.flatMap(readsByHour) })));
    for (const metric of measures.flatMap(distributionOf)) {
      slots.push(...(await readKpiSlotHours(sql, { ...asked, metric })));
    }
  }
  return { counts: byUnit(counts), slots: byUnit(slots) };
}

/** Those that share their hours, as most places do, together. */
function bySpans(all: readonly SpansOf[]): SpansOf[][] {
  const lists = [...Map.groupBy(all, ({ spans }) => spans).values()];
  return [...Map.groupBy(lists, ([first]) => JSON.stringify(first?.spans)).values()].map((same) => same.flat());
}

function readsByHour(measure: Measure): KpiHoursAsked['reads'] {
  if (measure.how === 'availability') return [{ metric: measure.metric, dim: '' }];
  return [...new Map(readsOf(measure).map((read) => [`${read.metric} ${read.dim}`, read])).values()];
}

/** The first instants of the hours of spans. */
function hoursIn(spans: readonly Span[]): number[] {
  return spans.flatMap(({ fromMs, toMs }) =>
    Array.from({ length: Math.ceil((toMs - fromMs) / hourMs) }, (_, at) => fromMs + at * hourMs),
  );
}
