import type pg from 'pg';
import { toAnswerRows } from '#shared/brief/answer-rows.ts';
import { isCountedAlike, tellsAnswers, type Brief, type BriefKpi } from '#shared/brief/brief.ts';
import { compareAnswers } from '#shared/brief/compare-answers.ts';
import { compareFigures } from '#shared/brief/compare-figures.ts';
import { ledgerNames } from '#shared/brief/ask/compose-brief.ts';
import { asOfMs, gatherKpis } from '#shared/brief/ask/gather-counted.ts';
import type { BriefKnown } from '#shared/brief/ask/known.ts';
import {
  insertRevision,
  readLastFigures,
  readSeenSeq,
  saveSeenSeq,
  type BriefFigures,
} from '#shared/store/brief-revisions.ts';
import { listAnswersTo } from '#shared/store/read-brief-answers.ts';
import { readBrief, readBriefKnown } from '#shared/store/briefs.ts';
import { inSnapshot } from '#shared/store/in-snapshot.ts';
import { countLateEvents, readEventsBySource } from '#shared/store/read-events-by-source.ts';
import { readLogCut } from '#shared/store/read-log-cut.ts';
import type { Sql } from '#shared/store/sql.ts';
import { civilCalendar } from '#shared/time/civil-day.ts';
import type { BriefChecked } from '#shared/wire/brief-commands.ts';
import type { AnswerTold } from '#shared/wire/promise-commands.ts';

/**
 * Looks for events of a brief's days that came after what was told of them last, and for what units said to its figures or took
 * back since. Where that changes something, it becomes an addendum: the targets and exclusions are those of the brief, so that
 * nothing but the events can have changed a figure; of a brief that was worked out by other rules (`model`) that could not be
 * told. Undefined: there is no such brief.
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
  const last = await readLastFigures(sql, id);
  const before: BriefFigures = last?.figures ?? counted;
  const found = await inSnapshot(pool, async (snapshot) => {
    const { seq } = await readLogCut(snapshot);
    const late = await countLateEvents(snapshot, { ...span, seq: seen });
    const said = await listAnswersTo(snapshot, { world, days: period.days });
    if (late === 0) return { seq, late, said, figures: { kpis: before.kpis, events: before.events } };
    const sent = await readEventsBySource(snapshot, { ...span, seq });
    const events = sent.reduce((sum, one) => sum + one.events, 0);
    return { seq, late, said, figures: { kpis: await gatherKpis(snapshot, asked), events } };
  });
  await saveSeenSeq(sql, id, found.seq);
  const answers = answersSince(brief, kept.known, { before, said: found.said, kpis: found.figures.kpis });
  const changes = [...compareFigures(before, found.figures), ...(answers?.changes ?? [])];
  const told = { lateEvents: found.late, changes: changes.length };
  if (changes.length === 0) return { ...told, addendum: null };
  const number = (last?.number ?? 0) + 1;
  const figures = { ...found.figures, ...(answers && { answers: answers.stand }) };
  await insertRevision(sql, {
    ...{ brief: id, number, cutSeq: found.seq, lateEvents: found.late, changes, figures },
    ...{ beforeHash: last?.hash ?? stored.hash, by, at },
  });
  return { ...told, addendum: number };
}

/** What units said or took back since; null: of a brief that tells no answers. */
function answersSince(
  { model, recorded }: Brief,
  known: BriefKnown,
  now: { readonly before: BriefFigures; readonly said: readonly AnswerTold[]; readonly kpis: readonly BriefKpi[] },
): ReturnType<typeof compareAnswers> | null {
  if (!tellsAnswers(model)) return null;
  const told = now.before.answers ?? recorded.answers?.map(({ id }) => id) ?? [];
  return compareAnswers(told, now.said, {
    rowsOf: (said) => toAnswerRows(said, { kpis: now.kpis, ledger: known.ledger }),
    namesOf: ({ unit, office }) => ledgerNames(known, new Set([unit, office ?? ''])),
  });
}
