import type { MarkShape } from './mark-shape.ts';

/** Something an administrator looks after, and how it stands. */
export type AttentionName = 'system' | 'quarantine' | 'sources' | 'keys' | 'placeholders' | 'audit';
/** `act` wants doing now, `look` in time; what could not be read is `unknown`, never well. */
export type AttentionState = 'act' | 'look' | 'unknown' | 'well';

export type Attention = {
  readonly name: AttentionName;
  readonly state: AttentionState;
  /** How many of whatever the matter counts; null where it could not be read. */
  readonly count: number | null;
  /** The first of them, with where or whose or how many each is. */
  readonly named: readonly Named[];
};

export type Named = { readonly what: string; readonly where?: string };

export const attentionMarks: Readonly<Record<AttentionState, MarkShape>> = {
  act: 'square',
  look: 'triangle',
  unknown: 'question',
  well: 'dot',
};

const order: readonly AttentionState[] = ['act', 'look', 'unknown', 'well'];

/** What wants doing first. */
export function sortAttention(all: readonly Attention[]): Attention[] {
  return [...all].sort((a, b) => order.indexOf(a.state) - order.indexOf(b.state));
}

/** A matter that is well while there is none of it. */
export function attend(
  name: AttentionName,
  found: { readonly count: number; readonly named?: readonly Named[] } | null,
  whenSome: 'act' | 'look',
): Attention {
  if (!found) return { name, state: 'unknown', count: null, named: [] };
  const { count, named = [] } = found;
  return { name, state: count === 0 ? 'well' : whenSome, count, named: named.slice(0, 5) };
}
