import type { ParsedTable } from '../parse-table.ts';
import type { PackProblem } from '../pack-problem.ts';
import { overlap, type Validity } from '../validity.ts';

/** Rows of one key must not hold on the same day, and each must end after it begins. */
export function checkValidity<Row>(
  table: ParsedTable<Row>,
  keyOf: (row: Row) => string,
  validityOf: (row: Row) => Validity,
  columns: { key: string; from: string; to: string },
): PackProblem[] {
  const seen = new Map<string, { at: number; validity: Validity }[]>();
  return table.rows.flatMap(({ at, value }): PackProblem[] => {
    const key = keyOf(value);
    const validity = validityOf(value);
    const problem = (column: string, vi: string, en: string): PackProblem[] => [
      { file: table.file, row: at, column, message: { vi, en } },
    ];
    const { from, to } = validity;
    if (to !== null && to <= from) {
      const vi = `${to} không sau ngày bắt đầu ${from}; ngày kết thúc là ngày đầu tiên không còn hiệu lực`;
      return problem(
        columns.to,
        vi,
        `${to} is not after ${from}; it must be the first day on which the row no longer holds`,
      );
    }
    const others = seen.get(key) ?? [];
    seen.set(key, [...others, { at, validity }]);
    const other = others.find((each) => overlap(each.validity, validity));
    if (!other) return [];
    if (other.validity.from === from) {
      return problem(
        columns.key,
        `${key} đã có ở hàng ${other.at}; bỏ một hàng hoặc đổi mã`,
        `${key} is there twice, first in row ${other.at}; remove one or change its code`,
      );
    }
    const vi = `${key} có hiệu lực chồng với hàng ${other.at} (từ ${other.validity.from}); kết thúc hàng trước trước khi hàng sau bắt đầu`;
    return problem(
      columns.from,
      vi,
      `${key} overlaps row ${other.at} (from ${other.validity.from}); end the earlier row before the later one begins`,
    );
  });
}

/** Rows of one key, in tables without validity, may be there once. */
export function checkUnique<Row>(table: ParsedTable<Row>, keyOf: (row: Row) => string, column: string): PackProblem[] {
  const seen = new Map<string, number>();
  return table.rows.flatMap(({ at, value }): PackProblem[] => {
    const key = keyOf(value);
    const first = seen.get(key);
    if (first === undefined) {
      seen.set(key, at);
      return [];
    }
    const message = {
      vi: `${key} đã có ở hàng ${first}; bỏ một hàng`,
      en: `${key} is there twice, first in row ${first}; remove one`,
    };
    return [{ file: table.file, row: at, column, message }];
  });
}
