import type { PackProblem } from '#shared/locality/pack-problem.ts';
import type { PackDiff } from '#shared/wire/pack-commands.ts';

/** What became of a file that was sent to be looked at: what is wrong with it, or what taking it in would change. */
export type PackChecked = { readonly file: string } & (
  | { readonly problems: readonly PackProblem[]; readonly total: number }
  | { readonly fault: 'no-file' | 'too-large' | 'no-workbook' | 'unavailable' | 'refused'; readonly detail: string }
  | {
      readonly diff: PackDiff;
      readonly upload: string;
      readonly parts: number;
      readonly overwriteEdits: boolean;
    }
);
