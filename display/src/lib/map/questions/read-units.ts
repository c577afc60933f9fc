import type { CityAsset, CityView } from '../../city/city-view.ts';
import { isReporting, freshnessOf, pulseOf } from '../../feed/freshness.ts';
import { countKey, type KnownAsset } from '../../feed/screen-state.ts';
import { countFigure } from '../../panels/day-counts.ts';
import { toDayCounts, type WallMoment } from '../../panels/wall-moment.ts';
import { countsAsked, kindsAsked, type LiveQuestion } from './map-question.ts';
import { amountScale, cashScale, occupancyScale, waitingScale } from './scales.ts';
import { shadeOf, type NoReading, type ScaleStep, type UnitReading } from './unit-reading.ts';

/** A question's answer by unit, and the steps its shades stand for. */
export type Answer = { readonly readings: readonly UnitReading[]; readonly scale: readonly ScaleStep[] };

/** What of a unit's assets may still be counted. */
type Heard = { readonly known: readonly KnownAsset[]; readonly expected: number; readonly isOld: boolean };

type Found = { readonly value: number; readonly asOfMs: number | null } | NoReading;

/**
 * Answers a question for every unit from the feed's state at one moment. `narrowed` is one value of the dim that its count
 * is kept by (`countsAsked`); '' counts all. Without a value there is a reason, never a zero.
 */
export function readUnits(question: LiveQuestion, city: CityView, moment: WallMoment, narrowed = ''): Answer {
  const heard = hearUnits(question, city, moment);
  const found = new Map(
    city.units.map(({ code }): [string, Found] => {
      const here = heard.get(code) ?? nobody;
      return [code, here.expected === 0 ? 'none-there' : findIn(question, { code, here, moment, narrowed })];
    }),
  );
  const values = [...found.values()].flatMap((one) => (typeof one === 'string' ? [] : [one.value]));
  const scale = scaleOf(question, city, values);
  const readings = city.units.map(({ code }): UnitReading => {
    const one = found.get(code) ?? 'never';
    const { known, expected } = heard.get(code) ?? nobody;
    const value = typeof one === 'string' ? null : one.value;
    return {
      ...{ unit: code, value, reason: typeof one === 'string' ? one : null },
      shade: one === 'none-there' ? 'plain' : shadeOf(value, scale),
      ...{ reporting: known.length, expected, asOfMs: typeof one === 'string' ? null : one.asOfMs },
    };
  });
  return { readings, scale };
}

const nobody: Heard = { known: [], expected: 0, isOld: false };

function hearUnits(question: LiveQuestion, city: CityView, moment: WallMoment): ReadonlyMap<string, Heard> {
  const kinds = kindsAsked[question];
  const asked = city.assets.filter(({ kind }) => kinds === 'all' || kinds.includes(kind));
  return new Map([...Map.groupBy(asked, ({ unit }) => unit)].map(([unit, assets]) => [unit, hear(assets, moment)]));
}

function hear(assets: readonly CityAsset[], { state, nowMs, intervalS }: WallMoment): Heard {
  const known: KnownAsset[] = [];
  let isOld = false;
  for (const { code, kind } of assets) {
    const asset = state.assets.get(code);
    if (!asset || nowMs === null) continue;
    if (isReporting(freshnessOf(pulseOf(asset, intervalS[kind]), nowMs, intervalS[kind]))) known.push(asset);
    else isOld = true;
  }
  return { known, expected: assets.length, isOld };
}

type Unit = {
  readonly code: string;
  readonly here: Heard;
  readonly moment: WallMoment;
  readonly narrowed: string;
};

function findIn(question: LiveQuestion, unit: Unit): Found {
  if (unit.moment.nowMs === null) return 'no-clock';
  switch (question) {
    case 'waiting':
      return longestWait(unit.here);
    case 'parking':
      return occupancy(unit.here);
    case 'cash':
      return counted(unit, 'parking', (count) => {
        const paid = count('parking.paid_vnd', '');
        return paid > 0 ? count('parking.paid_vnd', 'method=cash') / paid : null;
      });
    case 'calls':
    case 'reports': {
      const { kind, metric, dim } = countsAsked[question];
      return counted(unit, kind, (count) => count(metric, unit.narrowed === '' ? '' : `${dim}=${unit.narrowed}`));
    }
  }
}

function longestWait({ known, isOld }: Heard): Found {
  const waits = known.flatMap(({ fields: { waiting } }) =>
    typeof waiting?.value.expectedWaitS === 'number'
      ? [{ value: waiting.value.expectedWaitS, asOfMs: Date.parse(waiting.time) }]
      : [],
  );
  const [longest] = waits.sort((a, b) => b.value - a.value);
  return longest ?? (isOld ? 'old' : 'never');
}

function occupancy({ known, isOld }: Heard): Found {
  let [occupied, capacity, asOfMs] = [0, 0, 0];
  for (const { fields } of known) {
    const gauge = fields.occupancy;
    if (typeof gauge?.value.occupied !== 'number' || typeof gauge.value.capacity !== 'number') continue;
    occupied += gauge.value.occupied;
    capacity += gauge.value.capacity;
    asOfMs = Math.max(asOfMs, Date.parse(gauge.time));
  }
  if (capacity > 0) return { value: occupied / capacity, asOfMs };
  return isOld ? 'old' : 'never';
}

/** A figure of today's counts of one unit; none where the kind was counted nowhere today, or nothing reports here. */
function counted(
  { code, here, moment }: Unit,
  kind: string,
  value: (count: (metric: string, dim: string) => number) => number | null,
): Found {
  const rows = moment.state.counts;
  const found = countFigure(toDayCounts(moment), kind, () =>
    value((metric, dim) => rows.get(countKey(code, metric, dim))?.[6] ?? 0),
  );
  if (found.value === null) return found.reason;
  if (here.known.length === 0) return here.isOld ? 'old' : 'never';
  return { value: found.value, asOfMs: null };
}

function scaleOf(question: LiveQuestion, city: CityView, values: readonly number[]): readonly ScaleStep[] {
  switch (question) {
    case 'waiting':
      return waitingScale(city);
    case 'parking':
      return occupancyScale;
    case 'cash':
      return cashScale;
    case 'calls':
    case 'reports':
      return amountScale(values);
  }
}
