import type { RuleRow } from '#shared/rules/input.ts';
import { readRuleSlots, slotsName } from '#shared/store/read-rule-rows.ts';
import type { Sql } from '#shared/store/sql.ts';
import type { CountRow } from '#shared/wire/counts.ts';

/** Rows whose distribution is asked for: the feed does not carry it, so it is read before they are told. */
export type Distributions = {
  readonly put: (world: string, row: CountRow) => void;
  readonly isEmpty: () => boolean;
  readonly clear: () => void;
  /** Reads the distributions of what was put since, and tells the rows with them. */
  readonly tell: (
    sql: Sql,
    metrics: readonly string[],
    onRows: (world: string, rows: readonly RuleRow[]) => void,
  ) => Promise<void>;
};

export function createDistributions(): Distributions {
  let waiting = new Map<string, Map<string, CountRow>>();
  return {
    put: (world, row) => {
      const rows = waiting.get(world) ?? new Map<string, CountRow>();
      waiting.set(world, rows.set(row.slice(0, 6).join('\n'), row));
    },
    isEmpty: () => waiting.size === 0,
    clear: () => {
      waiting = new Map();
    },
    tell: async (sql, metrics, onRows) => {
      const taken = waiting;
      waiting = new Map();
      for (const [world, byKey] of taken) {
        const rows = [...byKey.values()];
        const from = rows.map(([, bucket]) => bucket).sort()[0];
        if (from === undefined) continue;
        const slots = await readRuleSlots(sql, { world, metrics, from: new Date(from) });
        onRows(
          world,
          rows.map((row) => {
            const known = slots.get(slotsName(new Date(row[1]).toISOString(), row[2], row[4]));
            return known ? { row, slots: known } : { row };
          }),
        );
      }
    },
  };
}
