import type { OfficeRow } from '../../store/list-offices.ts';
import type { UnitRow } from '../../store/list-units.ts';
import type { Says } from '../../wire/duty.ts';
import { civilCalendar } from '../../time/civil-day.ts';
import { namesSets, type Brief, type BriefCounted, type BriefRecorded } from '../brief.ts';
import { writeSentences } from '../write-sentences.ts';
import { asOfMs, type CountedAsked } from './gather-counted.ts';
import type { BriefKnown } from './known.ts';

/** What a brief is called and where it is of, and by which model it is composed. */
export type BriefTitle = Pick<Brief, 'place' | 'model'> & {
  readonly period: { readonly id: string; readonly name: Says };
};

type Parts = { readonly counted: BriefCounted; readonly recorded: BriefRecorded };

/** A brief of what was counted and recorded, with its sentences. */
export function composeBrief(
  asked: CountedAsked,
  { place, period, model }: BriefTitle,
  { counted, recorded }: Parts,
): Brief {
  const { world, days, issuedAtMs, cut, known } = asked;
  const untilMs = asOfMs(asked);
  const unsaid = {
    ...{ model, world, place, timeZone: known.ledger.timeZone, period: { ...period, days } },
    isWhole: civilCalendar(known.ledger.timeZone).startOf(days.to) <= issuedAtMs,
    ...{ asOf: new Date(untilMs).toISOString(), issuedAt: new Date(issuedAtMs).toISOString(), cut },
    ...{ names: namesOf(asked, model, { counted, recorded }), counted, recorded },
  };
  return { ...unsaid, sentences: writeSentences(unsaid) };
}

/** The names of whatever the brief speaks of by its code, as they were last. */
function namesOf({ known }: CountedAsked, model: number, { counted, recorded }: Parts): Record<string, Says> {
  const answers = recorded.answers ?? [];
  const codes = new Set([
    ...counted.kpis.flatMap(({ office, unit }) => [office ?? '', unit, unit.split(':')[1] ?? '']),
    ...recorded.incidents.flatMap(({ units }) => units),
    ...recorded.tasks.map(({ office }) => office ?? ''),
    ...answers.flatMap(({ unit, office }) => [unit, office ?? '']),
  ]);
  const sets = namesSets(model) ? Object.entries(known.setNames ?? {}).filter(([set]) => codes.has(set)) : [];
  return { ...ledgerNames(known, codes), ...Object.fromEntries(sets) };
}

/** What units and offices were called, as they were last. */
export function ledgerNames({ ledger }: Pick<BriefKnown, 'ledger'>, codes: ReadonlySet<string>): Record<string, Says> {
  // The ledger keeps its rows as they were read, names with them.
  const rows = [...ledger.units, ...ledger.offices] as readonly Partial<UnitRow & OfficeRow>[];
  return Object.fromEntries(
    rows.flatMap(({ code = '', name, nameEn }) =>
      codes.has(code) && name !== undefined ? [[code, { vi: name, en: nameEn ?? name }] as const] : [],
    ),
  );
}
