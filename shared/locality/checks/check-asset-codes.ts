import type { ParsedTable } from '../parse-table.ts';
import type { PackProblem } from '../pack-problem.ts';

/** A code names one asset in the whole city: no two tables share one, nor does pack.yaml with a table. */
export function checkAssetCodes(
  cityWide: readonly { code: string; column: string }[],
  assets: readonly ParsedTable<{ code: string }>[],
): PackProblem[] {
  const owners = new Map<string, string>(cityWide.map(({ code, column }) => [code, `pack.yaml, ${column}`]));
  return assets.flatMap(({ file, rows }) =>
    rows.flatMap(({ at, value: { code } }): PackProblem[] => {
      const owner = owners.get(code) ?? file;
      owners.set(code, owner);
      if (owner === file) return [];
      const message = {
        vi: `${code} đã dùng trong ${owner}; mỗi mã chỉ một thiết bị`,
        en: `${code} is used in ${owner} already; a code names one asset`,
      };
      return [{ file, row: at, column: 'code', message }];
    }),
  );
}
