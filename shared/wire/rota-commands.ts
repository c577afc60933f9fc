import { z } from 'zod';
import type { Says } from './duty.ts';
import { dutyCode, weekHours } from './notify-commands.ts';

const words = z.string().trim().min(1).max(120);
const version = z.int().min(0);
const instant = z.iso.datetime({ offset: true });

/** People who take turns. Of several layers that cover an instant the last one holds. */
export const rotaLayer = z.strictObject({
  nameVi: words,
  nameEn: words,
  /** Contacts, in their order. */
  members: z.array(dutyCode).min(1).max(40),
  /** When the first member's turn begins, on the city's clock: `2026-11-23T07:00`. */
  startsAt: z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/, { error: 'a time such as 2026-11-23T07:00' }),
  /** How long a turn is. */
  turnHours: z.int().min(1).max(1_344),
  /** The hours of the week it covers. */
  hours: weekHours,
  /** When it ends, on the city's clock; null: it does not. */
  endsAt: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/)
    .nullable(),
});
export type RotaLayer = z.output<typeof rotaLayer>;

/** duty `rota.set`: a rota with its layers, whole. `expectedVersion` 0: new. */
export const rotaSet = z.strictObject({
  id: dutyCode,
  expectedVersion: version,
  nameVi: words,
  nameEn: words,
  layers: z.array(rotaLayer).max(10),
});

/** duty `rota.override`: somebody stands in (contact null: nobody is on duty then, said as such). Over every layer. */
export const rotaOverride = z
  .strictObject({ rota: dutyCode, contact: dutyCode, from: instant, to: instant })
  .refine(({ from, to }) => Date.parse(to) > Date.parse(from), { error: 'to must come after from' });

/** duty `rota.override.remove`. */
export const rotaOverrideRemove = z.strictObject({ id: z.int().min(1) });

/** duty `rota.show`: every rota, or one, with who is on duty from an instant (by default now) for some days. */
export const rotaShow = z.strictObject({
  rota: dutyCode.optional(),
  from: instant.optional(),
  days: z.int().min(1).max(62).default(7),
});

/** Somebody's time on duty, or a gap (contact null). */
export type RotaSpan = {
  readonly from: string;
  readonly to: string;
  readonly contact: string | null;
  readonly name: Says | null;
  /** Which layer it comes from (from 0); null: from an override, or a gap. */
  readonly layer: number | null;
  readonly override: number | null;
};

export type RotaView = {
  readonly id: string;
  readonly name: Says;
  readonly version: number;
  readonly layers: readonly RotaLayer[];
  readonly overrides: readonly {
    readonly id: number;
    readonly contact: string;
    readonly from: string;
    readonly to: string;
    readonly by: string;
  }[];
  /** Who is on duty now; null: nobody. */
  readonly now: RotaSpan | null;
  readonly spans: readonly RotaSpan[];
  /** Hours of the asked days in which nobody is on duty. */
  readonly gapHours: number;
};
export type RotasShown = { readonly at: string; readonly timeZone: string; readonly rotas: readonly RotaView[] };
