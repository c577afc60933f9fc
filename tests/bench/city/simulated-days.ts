import type { Days } from '#shared/kpi/ledger/days.ts';

/** What was simulated: whole civil days of one world. */
export type SimulatedDays = Days & { readonly world: string };
