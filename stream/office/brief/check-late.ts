import type pg from 'pg';
import { isCountedAlike } from '#shared/brief/brief.ts';
import { compareFigures } from '#shared/brief/compare-figures.ts';
import { asOfMs, gatherKpis } from '#shared/brief/ask/gather-counted.ts';
import { insertRevision, readLastFigures, readSeenSeq, saveSeenSeq } from '#shared/store/brief-revisions.ts';
import { readBrief, readBriefKnown } from '#shared/store/briefs.ts';
import { inSnapshot } from '#shared/store/in-snapshot.ts';
import { countLateEvents, readEventsBySource } from '#shared/store/read-events-by-source.ts';
import { readLogCut } from '#shared/store/read-log-cut.ts';
import type { Sql } from '#shared/store/sql.ts';
import { civilCalendar } from '#shared/time/civil-day.ts';
import type { BriefChecked } from '#shared/wire/brief-commands.ts';

/**
 * Looks for events of a brief's days that came after what was told of them last. Where they change a figure, that becomes an
 * addendum: the targets and exclusions are those of the brief, so that nothing but the events can have changed it; of a brief
 * that was worked out by other rules (`model`) that could not be told. Undefined: there is no such brief.
 */
export async function checkLate(
  pool: pg.Pool,
  sql: Sql,
  { id, by, at }: { id: number; by: string; at: Date },
): Promise<BriefChecked | { readonly model: number } | undefined> {
  const [stored, kept] = [await readBrief(sql, id), await readBriefKnown(sql, id)];
  if (!stored || !kept) return undefined;
  const { brief } = stored;
  if (!isCountedAlike(brief)) return { model: brief.model };
  const { world, cut, period, counted, issuedAt } = brief;
  const asked = { world, days: period.days, issuedAtMs: Date.parse(issuedAt), cut, known: kept.known };
  const from = new Date(civilCalendar(brief.timeZone).startOf(period.days.from));
  const span = { world, from, to: new Date(asOfMs(asked)) };
  const seen = (await readSeenSeq(sql, id)) ?? cut.seq;
  const found = await inSnapshot(pool, async (snapshot) => {
    const { seq } = await readLogCut(snapshot);
    const late = await countLateEvents(snapshot, { ...span, seq: seen });
    if (late === 0) return { seq, late, figures: null };
    const sent = await readEventsBySource(snapshot, { ...span, seq });
    const events = sent.reduce((sum, one) => sum + one.events, 0);
    return { seq, late, figures: { kpis: await gatherKpis(snapshot, asked), events } };
  });
  await saveSeenSeq(sql, id, found.seq);
  if (!found.figures) return { lateEvents: 0, addendum: null, changes: 0 };
  const last = await readLastFigures(sql, id);
  const changes = compareFigures(last?.figures ?? counted, found.figures);
  const told = { lateEvents: found.late, changes: changes.length };
  if (changes.length === 0) return { ...told, addendum: null };
  const number = (last?.number ?? 0) + 1;
  await insertRevision(sql, {
    ...{ brief: id, number, cutSeq: found.seq, lateEvents: found.late, changes, figures: found.figures },
    ...{ beforeHash: last?.hash ?? stored.hash, by, at },
  });
  return { ...told, addendum: number };
}
