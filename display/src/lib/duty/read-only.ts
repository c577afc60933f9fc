import type { LinkState } from '../feed/link-state.ts';

/** Why nothing can be done at the desk now; null: it can. */
export type ReadOnly = 'dead' | 'duty' | 'duty_unknown' | 'rights' | null;

/**
 * The duty process speaks after each commit, at least every few seconds. Silent for longer it, or its database, is away: what
 * it found since is not known, and an act would not be carried out.
 */
export const dutySilentAfterS = 10;

type Known = {
  readonly link: LinkState;
  /** Seconds since the duty process was heard; null: not since the screen's server began; undefined: no tick yet. */
  readonly dutyAgeS: number | null | undefined;
  readonly mayAct: boolean;
};

/** Judges whether the desk may act, the gravest reason first. */
export function readOnlyWhy({ link, dutyAgeS, mayAct }: Known): ReadOnly {
  if (link === 'dead') return 'dead';
  if (dutyAgeS === null) return 'duty_unknown';
  if (dutyAgeS !== undefined && dutyAgeS > dutySilentAfterS) return 'duty';
  return mayAct ? null : 'rights';
}
