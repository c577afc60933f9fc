import { z } from 'zod';
import type { Priority, Says } from './duty.ts';
import { worldName } from './world.ts';

const note = z.string().trim().max(2_000);

/** duty `shift.show`: what a handover would say now, the one on offer, and the last ones. */
export const shiftShow = z.strictObject({ world: worldName.default('live') });

/** duty `shift.offer`: hands the shift over, as it stands now. `to`: an account; left out: whoever comes. */
export const shiftOffer = z.strictObject({
  world: worldName.default('live'),
  to: z.string().min(1).max(64).nullable().default(null),
  note: note.default(''),
});

/**
 * duty `shift.accept`, by another person than the one who hands over, who then has what that one held; `shift.refuse` says
 * why; `shift.withdraw`.
 */
export const shiftAnswer = z.strictObject({ id: z.int().min(1), note: note.default('') });
export const shiftRefuse = z.strictObject({ id: z.int().min(1), note: note.min(1) });

/** duty `shift.see`: one that was handed over. */
export const shiftSee = z.strictObject({ id: z.int().min(1) });

type Item = {
  readonly incident: number | null;
  readonly alert: number | null;
  readonly number: string;
  readonly title: Says;
  readonly priority: Priority;
  readonly owner: string | null;
  /** DIỄN TẬP; not in handovers from before it was told. */
  readonly isExercise?: boolean;
};

/** What the incoming officer must know. Instants are the world's. */
export type ShiftContent = {
  readonly world: string;
  readonly at: string;
  /** Incidents that are not done, gravest and oldest first. */
  readonly open: readonly (Item & {
    readonly state: string;
    readonly since: string;
    readonly resolveDue: string | null;
  })[];
  /** Alerts of no incident that still hold. */
  readonly alerts: readonly (Item & { readonly since: string; readonly acknowledged: boolean })[];
  /** Put aside or under planned work. */
  readonly shelved: readonly (Item & { readonly until: string | null; readonly by: string; readonly reason: string })[];
  /** Of which nobody knows how it is. */
  readonly silent: readonly (Item & { readonly since: string })[];
  /** Tasks that were promised. */
  readonly promised: readonly {
    readonly incident: number;
    readonly number: string;
    readonly text: string;
    readonly unit: string | null;
    readonly due: string | null;
    readonly isLate: boolean;
    /** DIỄN TẬP; not in handovers from before it was told. */
    readonly isExercise?: boolean;
  }[];
  /** Whose time is up before the next shift ends: the clock of resolving, or an acknowledgement. */
  readonly atRisk: readonly (Item & {
    readonly due: string;
    readonly why: 'resolve_due' | 'overdue' | 'acknowledgement';
  })[];
  /** Closures that units announced and nobody has decided; not in handovers from before these were told. */
  readonly closures?: readonly {
    readonly id: number;
    readonly unit: string;
    readonly from: string;
    readonly to: string;
    readonly reason: string;
  }[];
  /** Notices that reached nobody since the shift began. */
  readonly unreached: number;
  /** Hours of the next day in which a rota has nobody. */
  readonly gaps: readonly { readonly rota: string; readonly from: string; readonly to: string }[];
};

export const handoverStates = ['offered', 'accepted', 'refused', 'withdrawn'] as const;
export type HandoverState = (typeof handoverStates)[number];

export type HandoverView = {
  readonly id: number;
  readonly world: string;
  readonly state: HandoverState;
  readonly by: string;
  readonly to: string | null;
  readonly offeredAt: string;
  readonly note: string;
  readonly answeredBy: string | null;
  readonly answeredAt: string | null;
  readonly answer: string;
};

export type ShiftShown = {
  readonly content: ShiftContent;
  readonly offered: (HandoverView & { readonly content: ShiftContent }) | null;
  readonly past: readonly HandoverView[];
};
export type ShiftSeen = HandoverView & { readonly content: ShiftContent };
