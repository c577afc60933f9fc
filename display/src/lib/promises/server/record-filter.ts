import { error } from '@sveltejs/kit';
import { addDays } from '#shared/kpi/ledger/days.ts';
import type { KpiId } from '#shared/kpi/kpi-units.ts';
import { recordPlaces } from '#shared/promises/ask/answer-bottlenecks.ts';
import { holdOf } from '#shared/promises/holds.ts';
import { listRecords, type RecordSeen } from '#shared/store/list-records.ts';
import { readTimeZone } from '#shared/store/read-time-zone.ts';
import { civilCalendar } from '#shared/time/civil-day.ts';
import { inWorld } from './read-league.ts';

/** Raw events are kept so many days. */
export const eventDays = 35;

/** Days shown where none are asked for. */
const shownDays = 7;

/** Which records of a unit are asked for: of some days, both included; of one procedure or any; all or only those held back. */
export type RecordFilter = {
  readonly from: string;
  readonly to: string;
  readonly procedure: string;
  readonly only: 'held' | 'all';
};

export type RecordsFound = RecordFilter & {
  readonly rows: readonly RecordSeen[];
  readonly total: number;
  readonly first: string;
  readonly today: string;
  readonly asOfMs: number;
};

/** Reads the single records that an address asks for. */
export async function findRecords(
  { searchParams }: URL,
  asked: { world: string; kpi: KpiId; unit: string; skip: number; limit: number },
): Promise<RecordsFound> {
  const { world, kpi, unit, skip, limit } = asked;
  const hold = holdOf(kpi);
  if (!hold) error(404, 'kpi');
  return inWorld(world, async (sql, nowMs) => {
    const calendar = civilCalendar(await readTimeZone(sql));
    const today = calendar.dayOf(nowMs);
    const first = addDays(today, -eventDays);
    const dayIn = (name: string, usual: string): string => {
      const wished = searchParams.get(name) ?? '';
      return /^\d{4}-\d{2}-\d{2}$/.test(wished) && wished >= first && wished <= today ? wished : usual;
    };
    const to = dayIn('to', today);
    const asFrom = dayIn('from', addDays(to, 1 - shownDays));
    const from = asFrom < to ? asFrom : to;
    const only = searchParams.get('only') === 'all' ? 'all' : 'held';
    const procedure = (searchParams.get('procedure') ?? '').slice(0, 64);
    const [fromMs, toMs] = [calendar.startOf(from), calendar.startOf(addDays(to, 1))];
    const period = { from, to: addDays(to, 1) };
    const assets = await recordPlaces(sql, { world, unit, period, asOf: new Date(nowMs).toISOString() });
    const found = await listRecords(sql, {
      ...{ world, assets, fromMs, toMs, by: hold.by, hold: only === 'held' ? hold.hold : null },
      ...{ sinceMs: fromMs - eventDays * 86_400_000, procedure: procedure === '' ? null : procedure, skip, limit },
    });
    return { ...found, from, to, procedure, only, first, today, asOfMs: nowMs };
  });
}
