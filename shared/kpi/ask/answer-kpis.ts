import type { Sql } from '../../store/sql.ts';
import { civilCalendar } from '../../time/civil-day.ts';
import type { KpiAnswer } from '../answer.ts';
import { createOpenHours } from '../expected/open-hours.ts';
import { kpiUnits, type KpiId } from '../kpi-units.ts';
import { addDays, type Days } from '../ledger/days.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { nameOf, subjectOf, unitsAt, type Subject } from '../ledger/unit-sets.ts';
import { buildAnswer } from './build-answer.ts';
import { planQuestions } from './question.ts';
import { readFound } from './read-found.ts';
import { readLedger } from './read-ledger.ts';
import { byUnit } from './readings.ts';

/**
 * What is asked of the ledger. `of`: `all` units there are; or a unit's code or a set of units; or nothing: the city, and
 * the sets of units that have targets of their own. `when`: an instant or a day (not later than now: a day gone by counts
 * to its end), or whole days; nothing: now. `kpis` left out: all.
 */
export type KpisAsked = {
  readonly world: string;
  /** What the world's clock reads. */
  readonly nowMs: number;
  readonly of?: string | undefined;
  readonly when?: { readonly atMs: number } | { readonly day: string } | { readonly span: Days } | undefined;
  readonly kpis?: readonly KpiId[] | undefined;
  readonly byProcedures?: boolean | undefined;
  /** As it was known at another time; left out: as it is. */
  readonly ledger?: Ledger | undefined;
};

/** A question that cannot be answered as it was asked: the message says why, for whoever asked. */
export class KpiQuestionError extends Error {
  override name = 'KpiQuestionError';
}

/**
 * Answers from the roll-ups of one world. To be called on one connection within a snapshot, so that numerators,
 * denominators and excluded hours are of one moment.
 */
export async function answerKpis(sql: Sql, asked: KpisAsked): Promise<KpiAnswer[]> {
  const ledger = asked.ledger ?? (await readLedger(sql, asked.world));
  const calendar = civilCalendar(ledger.timeZone);
  const { lastDay, asOfMs, when } = settle(asked, calendar);
  const openHours = createOpenHours(ledger.specialDays, ledger.timeZone);
  const setting = { world: asked.world, asOfMs, calendar, ledger, assets: byUnit(ledger.assets), openHours };
  // Beside the city, only what a target asks of a set of units by its own name.
  const isOverview = asked.of === undefined || asked.of === '';
  const questions = planQuestions(ledger, {
    kpis: asked.kpis ?? (Object.keys(kpiUnits) as KpiId[]),
    subjects: subjectsOf(ledger, asked.of, lastDay),
    ...{ when, lastDay },
    byProcedures: asked.byProcedures ?? false,
    // Of all units at once it would need the labels of each in each.
    byCitizens: asked.of !== 'all',
    wants: (subject, { target }) => !isOverview || subject.kind === 'city' || target?.unitSet === nameOf(subject),
  });
  const found = await readFound(sql, setting, questions);
  return questions.map((question) => buildAnswer(setting, question, found.get(question)));
}

function settle({ when, nowMs }: KpisAsked, { dayOf, startOf }: ReturnType<typeof civilCalendar>) {
  const today = dayOf(nowMs);
  const upTo = (day: string): { lastDay: string; asOfMs: number } =>
    day < today ? { lastDay: day, asOfMs: startOf(addDays(day, 1)) } : { lastDay: today, asOfMs: nowMs };
  if (when && 'span' in when) {
    if (when.span.from >= when.span.to) throw new KpiQuestionError('from must be before to');
    return { ...upTo(addDays(when.span.to, -1)), when: { span: when.span } };
  }
  const day = when && 'day' in when ? when.day : dayOf(when?.atMs ?? nowMs);
  if (day > today || (when && 'atMs' in when && when.atMs > nowMs)) {
    throw new KpiQuestionError(`at: this world's clock reads ${new Date(nowMs).toISOString()}; ask for no later time`);
  }
  return { ...upTo(day), when: { day } };
}

function subjectsOf(ledger: Ledger, of: string | undefined, lastDay: string): Subject[] {
  const units = unitsAt(ledger, { from: lastDay, to: addDays(lastDay, 1) });
  if (of === 'all') return units.map((unit) => ({ kind: 'unit', unit }));
  if (of === undefined || of === '') {
    const named = ledger.targets.map(({ unitSet }) => unitSet).filter((set) => !/^(all$|unit:)/.test(set));
    return ['', ...new Set(named)].map(subjectOf);
  }
  const subject = subjectOf(of);
  if (subject.kind === 'unit' && !ledger.units.some(({ code }) => code === subject.unit)) {
    throw new KpiQuestionError(`there is no unit ${subject.unit}; ask for all to see the codes`);
  }
  return [subject];
}
