import type { PlannedPart, RoleStaff } from '#shared/staff/role-staff.ts';
import type { MarkShape } from '../admin/mark-shape.ts';
import { writeDay } from '../admin/write-time.ts';
import { fill } from '../docs/docs-words.ts';
import type { StaffWords } from './words/staff-words.ts';

/** A role as the page and a file tell it: who is there of how many, how it stands, and what that rests on. */
export type RoleText = {
  readonly shape: MarkShape;
  /** `8/11`, `–/2`, `8/11 + 2`. */
  readonly counts: string;
  readonly gap: string;
  readonly note: string;
};

const shapes: Readonly<Record<RoleStaff['gap']['is'], MarkShape>> = {
  ...{ missing: 'triangle', over: 'dot', enough: 'dot', none: 'dash', unknown: 'question' },
};

/** Says how a role stands in words; a count that nobody told is a dash with its reason, never a zero. */
export function writeRole({ plan, moved, present, gap }: RoleStaff, words: StaffWords): RoleText {
  const planned = plan.is === 'planned' ? String(plan.people) : '–';
  const support = moved === 0 ? '' : ` ${moved > 0 ? '+' : '−'} ${Math.abs(moved)}`;
  return {
    shape: shapes[gap.is],
    counts: `${present ?? '–'}/${planned}${support}`,
    gap: writeGap(gap, words),
    note: writePlan(plan, words),
  };
}

function writeGap(gap: RoleStaff['gap'], { gaps, surplus, missing }: StaffWords): string {
  switch (gap.is) {
    case 'missing':
      return fill(missing, { n: gap.people });
    case 'over':
      return fill(surplus, { n: gap.people });
    case 'enough':
      return gaps.enough;
    case 'none':
      return gaps.none;
    case 'unknown':
      return gaps[gap.why];
  }
}

function writePlan(plan: RoleStaff['plan'], words: StaffWords): string {
  const { ended, begins, placeholder } = words.plan;
  if (plan.is === 'untold') return '';
  if (plan.is === 'outside') {
    const said = [
      plan.ended === null ? [] : [fill(ended, { day: writeDay(dayBefore(plan.ended)) })],
      plan.begins === null ? [] : [fill(begins, { day: writeDay(plan.begins) })],
    ];
    return said.flat().join(', ');
  }
  const dated = plan.parts.filter(({ campaign, to }) => campaign !== null || to !== null);
  const texts = dated.map((part) => writePart(part));
  return [...texts, ...(plan.parts.some((part) => part.placeholder) ? [placeholder] : [])].join('; ');
}

function writePart({ campaign, from, to }: PlannedPart): string {
  const span = `${writeDay(from)} – ${to === null ? '' : writeDay(dayBefore(to))}`;
  return [...(campaign === null ? [] : [campaign]), span].join(' ');
}

/** The last day on which something holds that no longer does on `day`. */
function dayBefore(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
}
