import type { ClientBase } from 'pg';
import { createSeriesIndex } from '#shared/kpi/series.ts';
import type { CivilCalendar } from '#shared/time/civil-day.ts';
import type { WriterMemory } from './batch.ts';

const dayMs = 86_400_000;

/** What the writer keeps at hand instead of asking in every batch, read from the database at start. */
export async function readMemory(
  client: ClientBase,
  { fence, calendar, keptD }: { readonly fence: number; readonly calendar: CivilCalendar; readonly keptD: number },
): Promise<WriterMemory> {
  const months = await client.query<{ name: string }>(
    `SELECT c.relname AS name FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid WHERE i.inhparent = 'identities'::regclass`,
  );
  return {
    fence,
    calendar,
    lookBackMs: keptD * dayMs,
    seriesIndex: createSeriesIndex(),
    seriesIds: new Map(),
    months: new Set(months.rows.map(({ name }) => name.slice('identities_'.length).replace('_', '-'))),
  };
}
