import { staffRoles } from '../events/kinds/staff.ts';
import type { EstablishmentRow } from '../locality/tables/establishment.ts';
import type { StaffMoveKind } from './staff-move.ts';

export type StaffRole = (typeof staffRoles)[number];

/** A part of what is to be on duty of a role: days as civil days, the second exclusive; null: no end. */
export type PlannedPart = Pick<EstablishmentRow, 'people' | 'campaign' | 'placeholder'> & {
  readonly from: string;
  readonly to: string | null;
};

/**
 * What is to be on duty of a role on a day. `outside`: it was told of other days only, the nearest of which ended or will
 * begin; `untold`: nobody told of the role at all. Neither is none.
 */
export type RolePlan =
  | { readonly is: 'planned'; readonly people: number; readonly parts: readonly PlannedPart[] }
  | { readonly is: 'outside'; readonly ended: string | null; readonly begins: string | null }
  | { readonly is: 'untold' };

/** How a role stands: `none`: no campaign is on, and nobody of it is there. What is not known is never enough. */
export type RoleGap =
  | { readonly is: 'missing' | 'over'; readonly people: number }
  | { readonly is: 'enough' | 'none' }
  | { readonly is: 'unknown'; readonly why: 'untold' | 'unreported' };

/** A role at a point. `moved`: what support under way adds or takes away; `present` null: nobody told of it today. */
export type RoleStaff = {
  readonly role: StaffRole;
  readonly plan: RolePlan;
  readonly moved: number;
  readonly present: number | null;
  readonly gap: RoleGap;
};

/** As whom people come who are at a point beside its establishment. */
export const roleMoved: Readonly<Record<StaffMoveKind, StaffRole>> = {
  ...{ move: 'officer', transfer: 'transferred', lawyers: 'lawyer', volunteers: 'volunteer' },
};

/** The establishment of a role on a day, by the rows of its point. */
export function planOn(rows: readonly EstablishmentRow[], role: StaffRole, day: string): RolePlan {
  const told = rows.filter((row) => row.role === role);
  if (told.length === 0) return { is: 'untold' };
  const holding = told.filter(({ valid_from: from, valid_to: to }) => from <= day && (to === null || day < to));
  if (holding.length === 0) {
    const ended = told.flatMap(({ valid_to: to }) => (to !== null && to <= day ? [to] : [])).sort();
    const begins = told.flatMap(({ valid_from: from }) => (from > day ? [from] : [])).sort();
    return { is: 'outside', ended: ended.at(-1) ?? null, begins: begins[0] ?? null };
  }
  const parts = holding.map(({ people, campaign, placeholder, valid_from: from, valid_to: to }) => ({
    ...{ people, campaign, placeholder, from, to },
  }));
  return { is: 'planned', people: parts.reduce((sum, { people }) => sum + people, 0), parts };
}

/** Every role of a point against its establishment, whether or not anybody told of it. */
export function roleStaff(
  rows: readonly EstablishmentRow[],
  of: {
    readonly day: string;
    readonly moved: Readonly<Partial<Record<StaffRole, number>>>;
    readonly present: Readonly<Partial<Record<string, number>>>;
  },
): RoleStaff[] {
  return staffRoles.map((role) => {
    const plan = planOn(rows, role, of.day);
    const { [role]: moved = 0 } = of.moved;
    const { [role]: present = null } = of.present;
    return { role, plan, moved, present, gap: gapOf({ role, plan, moved, present }) };
  });
}

/** Whether a role that is to be at the counters has not been told of today: how many are there is not known then. */
export function lacksReport(roles: readonly RoleStaff[]): boolean {
  return roles.some(
    ({ role, plan, present }) =>
      (role === 'officer' || role === 'transferred') && plan.is === 'planned' && plan.people > 0 && present === null,
  );
}

function gapOf({ role, plan, moved, present }: Omit<RoleStaff, 'gap'>): RoleGap {
  const planned = plannedPeople(role, plan, moved);
  if (planned === null) return { is: 'unknown', why: 'untold' };
  if (plan.is === 'outside' && planned + moved === 0 && (present ?? 0) === 0) return { is: 'none' };
  if (present === null) return { is: 'unknown', why: 'unreported' };
  const missing = planned + moved - present;
  if (missing === 0) return { is: 'enough' };
  return missing > 0 ? { is: 'missing', people: missing } : { is: 'over', people: -missing };
}

/**
 * Between campaigns no volunteers are to be there. Of lawyers and volunteers, who have no standing places, a note of
 * support under way tells how many come. Otherwise only a row that holds is known.
 */
function plannedPeople(role: StaffRole, plan: RolePlan, moved: number): number | null {
  if (plan.is === 'planned') return plan.people;
  if (plan.is === 'outside' && role === 'volunteer') return 0;
  return (role === 'lawyer' || role === 'volunteer') && moved > 0 ? 0 : null;
}
