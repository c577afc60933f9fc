import { answerMonths } from '../../forecast/ask/answer-months.ts';
import { answerQueues } from '../../forecast/ask/answer-queues.ts';
import { cityKinds, placesOf } from '../../forecast/ask/places.ts';
import { settingOf } from '../../forecast/ask/setting-of.ts';
import type { KpiAnswer } from '../../kpi/answer.ts';
import { answerKpis } from '../../kpi/ask/answer-kpis.ts';
import { readLedger } from '../../kpi/ask/read-ledger.ts';
import type { KpiId } from '../../kpi/kpi-units.ts';
import { subjectOf } from '../../kpi/ledger/unit-sets.ts';
import type { Sql } from '../../store/sql.ts';
import type { ReadingsAsked } from '../readings-asked-by.ts';
import { monthReading, queueReading, type NamedReading } from '../to-readings.ts';

export type { NamedReading } from '../to-readings.ts';

type Now = { readonly world: string; readonly nowMs: number };

/** The next two hours of the places that rules ask for. To be called within a snapshot. */
export async function askForecasts(
  sql: Sql,
  { places }: ReadingsAsked,
  { world, nowMs }: Now,
): Promise<NamedReading[]> {
  if (places.length === 0) return [];
  const ledger = await readLedger(sql, world);
  const asked = new Set(places);
  const here = placesOf(ledger, nowMs).filter(({ code }) => asked.has(code));
  const told = await answerQueues(sql, here, { world, nowMs, ledger, measured: undefined });
  return told.map(queueReading);
}

/** KPIs that rules ask for: the value, how far it is past its target, what it comes to at the end of the month. */
export async function askKpis(
  sql: Sql,
  { kpis, names }: ReadingsAsked,
  { world, nowMs }: Now,
): Promise<NamedReading[]> {
  const time = new Date(nowMs).toISOString();
  const readings: NamedReading[] = [];
  const tell = (name: string, value: number | null): void => {
    if (names.has(name)) readings.push({ name, time, value });
  };
  const units = [...new Set([...kpis.values()].flat())];
  for (const unit of units) {
    const own = [...kpis].filter(([, of]) => of.includes(unit)).map(([kpi]) => kpi as KpiId);
    const answers = (await answerKpis(sql, { world, nowMs, kpis: own, ...(unit !== '' && { of: unit }) })).filter(
      (answer) => answer.unit === unit && answer.countedFor === 'served',
    );
    for (const kpi of own) {
      const about = answers.filter((answer) => answer.kpi === kpi);
      tell(`kpi ${kpi} ${unit}`, about[0]?.value ?? null);
      tell(`kpi ${kpi}.gap ${unit}`, leastGap(about));
    }
    const projected = own.filter((kpi) => names.has(`kpi ${kpi}.month_end ${unit}`));
    if (projected.length === 0) continue;
    const ledger = await readLedger(sql, world);
    const months = await answerMonths(sql, settingOf(ledger, { world, asOfMs: nowMs }), {
      ...{ kpis: projected, subject: subjectOf(unit), kinds: cityKinds(ledger), measured: undefined },
    });
    readings.push(...months.map(monthReading));
  }
  return readings;
}

/** Where several targets hold, the one that is farthest from being reached. */
function leastGap(answers: readonly KpiAnswer[]): number | null {
  const gaps = answers.flatMap(({ gap }) => (gap === null ? [] : [gap]));
  return gaps.length === 0 ? null : Math.min(...gaps);
}
