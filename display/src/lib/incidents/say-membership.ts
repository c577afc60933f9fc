import { fill } from '../docs/docs-words.ts';
import { toText, type Said, type Telling } from './telling.ts';

/** What came into an incident or left it, and why; or what explains it now. */
export function sayMembership({ desk, words: { entries, ties }, detail, told, alert }: Telling): Said {
  const { joined, cause, left, splitOff, splitFrom, merged } = detail;
  const why = (ties as Readonly<Record<string, string>>)[told('why')] ?? '';
  if (Array.isArray(joined)) return { what: fill(entries.joinedMany, { n: joined.length }), text: why };
  if (joined !== undefined) return { what: fill(entries.joined, { name: alert }), text: why };
  if (cause !== undefined) return { what: entries.cause, text: toText(textOf(cause), desk.language) };
  if (Array.isArray(left)) return { what: fill(entries.left, { n: left.length, to: told('to') }), text: '' };
  if (splitOff !== undefined) return { what: fill(entries.splitOff, { number: told('number') }), text: '' };
  if (splitFrom !== undefined) return { what: fill(entries.splitFrom, { number: told('splitFrom') }), text: '' };
  return { what: fill(entries.merged, { number: told('number') || `SC-${String(merged)}` }), text: '' };
}

function textOf(cause: unknown): unknown {
  return typeof cause === 'object' && cause !== null && 'text' in cause ? cause.text : '';
}
