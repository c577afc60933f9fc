import type { DutyLogLine } from '#shared/store/read-duty-log.ts';
import type { AlertAct } from '#shared/wire/alert-commands.ts';
import type { EntryKind } from '#shared/duty/incident/incident-acts.ts';
import type { Language } from '../../words/language.ts';
import { inLanguage, type DutyWords } from '../words/duty-words.ts';

/** A line of the duty log in words. */
export type WrittenLine = {
  readonly who: string;
  readonly what: string;
  readonly about: string;
  readonly note: string;
};

/** Writes a line of the log; accounts by their names, our own processes as what they are, exercises as exercises. */
export function writeLine(line: DutyLogLine, words: DutyWords, language: Language): WrittenLine {
  const number = line.incident === null ? '' : `SC-${line.incident} `;
  const mark = line.isExercise ? `${words.detail.exercise}: ` : '';
  const target = line.target === '' ? '' : ` · ${line.target}`;
  return {
    who: whoOf(line.by, words),
    what: whatOf(line, words),
    about: `${mark}${number}${inLanguage(line.about, language)}${target}`,
    note: line.note ?? '',
  };
}

function whoOf(by: string, { actors }: DutyWords): string {
  if (by === 'rule') return actors.rule;
  if (by === 'duty' || by.startsWith('process:')) return actors.duty;
  return by.replace(/^account:/, '');
}

function whatOf({ source, what, detail }: DutyLogLine, words: DutyWords): string {
  if (source === 'act') return words.alertActs[what as AlertAct];
  if (source === 'incident') {
    const { move } = (detail ?? {}) as { move?: keyof DutyWords['moves'] };
    return (move && words.moves[move]) ?? words.entries[what as EntryKind];
  }
  if (what === 'opened') return words.log.opened;
  if (what === 'closed') return words.log.closed;
  const { condition } = (detail ?? {}) as { condition?: keyof DutyWords['conditions'] };
  return `${words.log.changed}: ${(condition && words.conditions[condition]) ?? ''}`;
}
