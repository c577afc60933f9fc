import { hash } from 'node:crypto';
import { canonicalize } from 'json-canonicalize';
import type { DayAccount } from './day-account.ts';
import type { ExplainedDifference } from './explanation.ts';
import type { Flow } from './flow.ts';

/** A site's figures as they are kept. */
export type FrozenSite = Flow & {
  readonly site: string;
  readonly operator: string;
  readonly entered: number;
  readonly exited: number;
  readonly payments: number;
  readonly cashPayments: number;
  readonly failed: number;
  readonly unpaidExits: number;
};

/** What is kept of a day that is closed. */
export type FrozenDay = {
  readonly day: string;
  readonly cutDay: string;
  readonly sites: readonly FrozenSite[];
  readonly differences: readonly ExplainedDifference[];
  readonly silent: readonly string[];
};

/** The figures of a day as they are kept, and the hash that they must have whenever they are read. */
export function freezeDay(account: DayAccount): { readonly figures: FrozenDay; readonly hash: string } {
  const figures: FrozenDay = {
    ...{ day: account.day, cutDay: account.cutDay, differences: account.differences, silent: account.coverage.silent },
    sites: account.sites.map((one) => ({
      ...{ site: one.site.code, operator: one.site.operator, entered: one.entered, exited: one.exited },
      ...{ payments: one.payments, cashPayments: one.cashPayments, failed: one.failed, unpaidExits: one.unpaidExits },
      ...{ paidVnd: one.paidVnd, statedVnd: one.statedVnd, dueVnd: one.dueVnd, bankedVnd: one.bankedVnd },
    })),
  };
  return { figures, hash: hashFigures(figures) };
}

/** The hash of kept figures, whatever order their fields are in. */
export function hashFigures(figures: FrozenDay): string {
  return hash('sha256', canonicalize(figures), 'hex');
}

const figures = ['entered', 'exited', 'payments', 'paidVnd', 'statedVnd', 'bankedVnd'] as const;
type Figure = (typeof figures)[number];

/** One figure of a site that is no longer what it was when the day was closed. Null: it could not be told apart. */
export type LateChange = {
  readonly site: string;
  readonly figure: Figure;
  readonly frozen: number | null;
  readonly now: number | null;
};

/** What is known of a site by now, as far as it can still be told. */
export type SiteNow = Readonly<Partial<Record<Figure, number | null>>>;

/** What came after a day was closed: its addendum. The closed figures stay as they are. */
export function findLateChanges(frozen: FrozenDay, account: DayAccount): LateChange[] {
  const now = new Map(freezeDay(account).figures.sites.map((one) => [one.site, one]));
  const none = Object.fromEntries(figures.map((figure) => [figure, null]));
  return findChanged(frozen, (site) => now.get(site) ?? none);
}

/** The same of whichever figures are still known; what is not is no change. */
export function findChanged(frozen: FrozenDay, nowOf: (site: string) => SiteNow): LateChange[] {
  return frozen.sites.flatMap((before) => {
    const after = nowOf(before.site);
    return figures.flatMap((figure): LateChange[] => {
      const now = after[figure];
      if (now === undefined || isSame(figure, before[figure], now)) return [];
      return [{ site: before.site, figure, frozen: before[figure], now }];
    });
  });
}

/** Earlier programs kept a site that stated nothing as one that stated 0. */
function isSame(figure: Figure, before: number | null, now: number | null): boolean {
  return figure === 'statedVnd' ? (before ?? 0) === (now ?? 0) : before === now;
}
