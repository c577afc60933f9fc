import type { Format } from '../format/create-format.ts';
import type { Language } from '../words/language.ts';
import { fill } from '../docs/docs-words.ts';
import type { DutyWords } from './words/duty-words.ts';

/** What every part of the desk writes with. */
export type DeskContext = {
  readonly language: Language;
  readonly words: DutyWords;
  readonly format: Format;
  readonly world: string;
  /** Who is logged in. */
  readonly account: string;
  /** The name of a unit or an asset. */
  readonly nameOf: (code: string) => string;
};

/** An actor as people call them: `account:lan` is lan; `mine` where it is the person at the desk. */
export function writeActor({ words, account }: DeskContext, actor: string): string {
  const name = actor.replace(/^account:/, '');
  if (name === account) return words.queue.mine;
  if (actor === 'rule') return words.actors.rule;
  if (actor === 'duty' || actor.startsWith('process:')) return words.actors.duty;
  return actor.startsWith('local:') ? words.actors.local : name;
}

/** A span of time in the one unit that suits it, put into a sentence. */
export function writeSpan({ format }: DeskContext, sentence: string, ms: number): string {
  return fill(sentence, format.duration(Math.max(0, Math.abs(ms)) / 1_000));
}
