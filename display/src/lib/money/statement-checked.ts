import type { StatementProblem } from '#shared/money/statement/problem.ts';
import type { StatementChecked as OfficeChecked, StatementImport } from '#shared/wire/money-commands.ts';

export type StatementFileFault = 'no-file' | 'too-large' | 'no-mapping' | 'refused' | 'unavailable';

/** What became of a statement that was sent to be looked at: what is wrong with it, or what taking it in would change. */
export type StatementChecked = { readonly file: string } & (
  | { readonly fault: StatementFileFault; readonly detail: string }
  | { readonly problems: readonly StatementProblem[]; readonly total: number }
  | {
      readonly checked: OfficeChecked;
      readonly skipped: number;
      readonly asked: StatementImport;
    }
);
