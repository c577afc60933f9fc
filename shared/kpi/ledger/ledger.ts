import type { AssetKind } from '../../events/kind.ts';
import type { SpecialDay } from '../../time/business-calendar.ts';
import type { Exclusion } from '../exclusions/exclusion.ts';
import type { FormulaVersions } from '../formulas/formulas.ts';

/** Civil days from `validFrom` to before `validTo`; null: no end. */
type Dated = { readonly validFrom: string; readonly validTo: string | null };

/** A unit of some kind (`phuong`, `xa`) for a time. */
export type LedgerUnit = Dated & { readonly code: string; readonly kind: string };

/** An office that answers for a unit, a department or (both null) the city, for a time. */
export type LedgerOffice = Dated & {
  readonly code: string;
  readonly unit: string | null;
  readonly department: string | null;
};

/** What is to be reached, by whom, from when to when. */
export type LedgerTarget = Dated & {
  readonly set: string;
  readonly kpi: string;
  readonly formulaVersion: number;
  readonly unitSet: string;
  readonly target: number;
  readonly direction: 'at_least' | 'at_most';
  readonly period: 'whole' | 'month' | null;
  readonly office: string | null;
};

/** An asset in one unit for a time, as civil days and as instants (`toMs` null: no end), and what is known of its place. */
export type LedgerAsset = Dated & {
  readonly code: string;
  readonly kind: AssetKind;
  readonly unit: string;
  readonly point: string | null;
  readonly branch: string | null;
  readonly opening: string | null;
  readonly fromMs: number;
  readonly toMs: number | null;
};

/** From `validFrom` on, what was counted for the old unit is read as the new one's. */
export type LedgerSuccession = { readonly oldUnit: string; readonly newUnit: string; readonly validFrom: string };

/** Everything dated that the meaning of a figure depends on: who was where, answered for what, and had to reach what. */
export type Ledger = {
  readonly timeZone: string;
  /** The department that runs the service points and branches; its records are the city's. Null: not said. */
  readonly centre: string | null;
  readonly units: readonly LedgerUnit[];
  readonly offices: readonly LedgerOffice[];
  readonly targets: readonly LedgerTarget[];
  readonly successions: readonly LedgerSuccession[];
  readonly assets: readonly LedgerAsset[];
  readonly specialDays: readonly SpecialDay[];
  readonly exclusions: readonly Exclusion[];
  /** The newest formulas that were known: what was worked out before another came is worked out again without it. */
  readonly formulaVersions?: FormulaVersions;
};
