import type { CommandAnswer } from '#shared/wire/commands.ts';

export type FaultCode = Extract<CommandAnswer<unknown>, { ok: false }>['code'];

/**
 * What a page says of an act that was asked for: done to `subject`, or not done and why. `detail` is the owner's own
 * sentence, `field` what the page itself found missing; `secret` is told this once. `values` fill the form again.
 */
export type ActTold = {
  readonly verb: string;
  readonly subject: string;
  readonly secret?: string;
  readonly counts?: Readonly<Record<string, number>>;
} & (
  | { readonly ok: true }
  | {
      readonly ok: false;
      readonly code: FaultCode;
      readonly detail?: string;
      readonly field?: 'reason' | 'confirm';
      readonly values?: Readonly<Record<string, string | readonly string[]>>;
    }
);
