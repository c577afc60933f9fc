import type { KpiAnswer } from '../../kpi/answer.ts';
import { readLedger } from '../../kpi/ask/read-ledger.ts';
import { codesReadAs, successorsOn } from '../../kpi/ledger/successions.ts';
import { addDays } from '../../kpi/ledger/days.ts';
import { readKpiDays } from '../../store/read-kpi-days.ts';
import { readRecordMoves } from '../../store/read-record-moves.ts';
import type { Sql } from '../../store/sql.ts';
import { civilCalendar } from '../../time/civil-day.ts';
import { findBottlenecks, type Bottleneck } from '../bottleneck.ts';
import { holdOf } from '../holds.ts';
import { countProcedures, procedureReads } from '../procedure-counts.ts';
import { findStepWaits, type StepWait } from '../step-waits.ts';

/** Which procedures keep an answer's figure down, in its own period; null: its records are not counted by procedure. */
export async function answerBottlenecks(sql: Sql, answer: KpiAnswer): Promise<Bottleneck[] | null> {
  const hold = holdOf(answer.kpi)?.hold;
  const reads = hold ? procedureReads(hold) : [];
  if (!hold || reads.length === 0) return null;
  const units = answer.unit === '' ? [''] : await stampedUnder(sql, answer);
  const bounds = [answer.period.from, answer.period.to];
  const rows = await readKpiDays(sql, { world: answer.world, reads, units, bounds });
  return findBottlenecks(countProcedures(hold, rows), answer.denominator ?? 0);
}

/** Steps are looked at over so many days before an answer's present: each is read from its events. */
export const stepDays = 7;

/** Where the records of a unit wait, over the last days. */
export async function answerStepWaits(sql: Sql, answer: KpiAnswer): Promise<StepWait[]> {
  const toMs = Date.parse(answer.asOf);
  const assets = await recordPlaces(sql, answer);
  const fromMs = toMs - stepDays * 86_400_000;
  return findStepWaits(await readRecordMoves(sql, { world: answer.world, assets, fromMs, toMs }));
}

/** The places whose records are a unit's, those of units it succeeded among them. */
export async function recordPlaces(
  sql: Sql,
  answer: Pick<KpiAnswer, 'world' | 'unit' | 'asOf' | 'period'>,
): Promise<string[]> {
  const { assets } = await readLedger(sql, answer.world);
  const units = await stampedUnder(sql, answer);
  const own = assets.filter(({ kind, unit }) => (kind === 'point' || kind === 'branch') && units.includes(unit));
  return [...new Set(own.map(({ code }) => code))];
}

async function stampedUnder(
  sql: Sql,
  { world, unit, asOf, period }: Pick<KpiAnswer, 'world' | 'unit' | 'asOf' | 'period'>,
): Promise<string[]> {
  const ledger = await readLedger(sql, world);
  const today = civilCalendar(ledger.timeZone).dayOf(Date.parse(asOf));
  const last = addDays(period.to, -1);
  return codesReadAs(unit, successorsOn(ledger.successions, last < today ? last : today));
}
