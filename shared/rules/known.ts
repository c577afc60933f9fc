import type { FactValue } from '../events/kind.ts';
import type { AssetView, OpenView } from '../wire/push.ts';
import type { Rule } from './rule.ts';
import type { Condition } from './condition.ts';

/** What rules need to remember of an asset: its newest sign of life, the fields and open items they ask for. */
export type Known = {
  readonly pulse: string | null;
  readonly fields: Readonly<Record<string, FactValue>>;
  readonly open: Readonly<Record<string, KnownItems>>;
  /** Until when a past that is replayed is known to hold signs of life in every interval; the last of them is then. */
  readonly vouched?: string;
};

/** Open items of a sort. `due` are the earliest due times, each with how many items bear it. */
export type KnownItems = {
  readonly count: number;
  readonly oldest: string;
  readonly due: readonly (readonly [time: string, items: number])[];
};

/** Which fields and sorts of items a set of rules asks for. */
export type Asked = { readonly fields: ReadonlySet<string>; readonly sorts: ReadonlySet<string> };

export function askedBy(rules: readonly Rule[]): Asked {
  const conditions = rules.flatMap(({ when, close }): Condition[] => (close ? [when, close] : [when]));
  return {
    fields: new Set(conditions.flatMap((one) => (one.kind === 'state' ? [one.field] : []))),
    sorts: new Set(conditions.flatMap((one) => (one.kind === 'open' ? [one.sort] : []))),
  };
}

/** What is remembered of a view, and of what was vouched for before. */
export function toKnown({ pulse, fields, open }: AssetView, asked: Asked, vouched?: string): Known {
  const kept: Record<string, FactValue> = {};
  for (const name of asked.fields) {
    const field = fields[name];
    if (field) kept[name] = field.value;
  }
  const items: Record<string, KnownItems> = {};
  for (const sort of asked.sorts) {
    const view = open[sort];
    if (view) items[sort] = toItems(view);
  }
  return { pulse, fields: kept, open: items, ...(vouched !== undefined && { vouched }) };
}

/** The newest sign of life there has been by an instant. */
export function pulseAt({ pulse, vouched }: Known, nowMs: number): string | null {
  if (vouched === undefined || Date.parse(vouched) > nowMs) return pulse;
  return pulse === null || vouched > pulse ? vouched : pulse;
}

/** Since when an asset is silent if nothing more is told; null: it was never heard. */
export function silentFromMs({ pulse, vouched }: Known): number | null {
  const newest = vouched !== undefined && (pulse === null || vouched > pulse) ? vouched : pulse;
  return newest === null ? null : Date.parse(newest);
}

/** Whether two say the same, the pulse apart. */
export function saysSame(a: Known | undefined, b: Known): boolean {
  return a !== undefined && JSON.stringify([a.fields, a.open]) === JSON.stringify([b.fields, b.open]);
}

function toItems({ count, items, due }: OpenView): KnownItems {
  const oldest = items[0]?.since ?? '';
  if (due) return { count, oldest, due };
  const times = items.map(({ value }) => Date.parse(String(value.dueAt))).filter((ms) => !Number.isNaN(ms));
  return { count, oldest, due: times.sort((a, b) => a - b).map((ms) => [new Date(ms).toISOString(), 1]) };
}
