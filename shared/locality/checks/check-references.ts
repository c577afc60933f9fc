import type { ParsedTable } from '../parse-table.ts';
import type { PackProblem } from '../pack-problem.ts';
import { covers, validityOf, type Validity } from '../validity.ts';

/** What may be named: its files, all codes written there, and when each holds, as far as it could be read. */
export type Nameable = {
  readonly files: string;
  readonly codes: ReadonlySet<string> | undefined;
  readonly heldBy: ReadonlyMap<string, readonly Validity[]>;
};

/** What the codes of some tables name. Codes of a table that could not be read are taken on trust. */
export function nameable(
  ...named: readonly ParsedTable<{ code: string; valid_from: string; valid_to: string | null }>[]
): Nameable {
  const heldBy = new Map<string, Validity[]>();
  for (const { value } of named.flatMap(({ rows }) => rows)) {
    heldBy.set(value.code, [...(heldBy.get(value.code) ?? []), validityOf(value)]);
  }
  const codes = named.every((table) => table.codes !== undefined)
    ? new Set(named.flatMap((table) => [...(table.codes ?? [])]))
    : undefined;
  return { files: named.map(({ file }) => file).join(', '), codes, heldBy };
}

/** Each row's code in `column` must be named, and hold as long as the row does. */
export function checkReferences<Row extends object>(
  table: ParsedTable<Row>,
  column: keyof Row & string,
  named: Nameable,
  validity: (row: Row) => Validity | undefined,
): PackProblem[] {
  return table.rows.flatMap(({ at, value }): PackProblem[] => {
    const code = value[column];
    if (typeof code !== 'string') return [];
    const message = findFault(code, named, validity(value));
    return message ? [{ file: table.file, row: at, column, message }] : [];
  });
}

/** What is wrong with naming `code` throughout `needed`. */
export function findFault(
  code: string,
  { files, codes, heldBy }: Nameable,
  needed: Validity | undefined,
): PackProblem['message'] | undefined {
  if (codes && !codes.has(code)) {
    return {
      vi: `không có ${code} trong ${files}; sửa mã hoặc thêm hàng đó`,
      en: `there is no ${code} in ${files}; correct the code or add that row`,
    };
  }
  const held = heldBy.get(code);
  if (!held || !needed || covers(held, needed)) return undefined;
  const spans = held.map(({ from, to }) => `${from}–${to ?? ''}`).join(', ');
  return {
    vi: `${code} (${files}) chỉ có hiệu lực ${spans}, không đủ cho ${needed.from}–${needed.to ?? ''} của hàng này`,
    en: `${code} (${files}) holds ${spans} only, not throughout ${needed.from}–${needed.to ?? ''} as this row does`,
  };
}
