import { verifyAudit, type AuditFault } from '#shared/store/verify-audit.ts';
import type { Sql } from '#shared/store/sql.ts';

/** What the chain of the trail looked like when it was last gone through. */
export type AuditChecked = {
  readonly at: string;
  readonly rows: number;
  readonly unchained: number;
  readonly head: { readonly seq: number; readonly hash: string } | null;
  readonly faults: readonly AuditFault[];
};

const freshMs = 10 * 60_000;
const shownFaults = 50;

/** Goes through the whole chain, at most once in ten minutes unless it is asked for now; everybody gets that answer. */
export function createAuditCheck(now: () => Date) {
  let last: { readonly atMs: number; readonly checked: Promise<AuditChecked> } | undefined;
  return (sql: Sql, options: { readonly isNow: boolean }): Promise<AuditChecked> => {
    const at = now();
    if (last && !options.isNow && at.getTime() - last.atMs < freshMs) return last.checked;
    const checked = verifyAudit(sql).then(({ faults, ...report }) => ({
      ...report,
      at: at.toISOString(),
      faults: faults.slice(0, shownFaults),
    }));
    const mine = { atMs: at.getTime(), checked };
    last = mine;
    checked.catch(() => {
      if (last === mine) last = undefined;
    });
    return checked;
  };
}

/** The one check of this process. */
export const checkAudit = createAuditCheck(() => new Date());
