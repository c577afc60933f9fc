import type { AlertCondition, Labels, Suppression } from '../rules/alert.ts';
import type { Rule } from '../rules/rule.ts';
import type { AlertView, Silencing } from '../wire/duty.ts';

/** Columns of `alerts` that a view is made of. */
export const alertColumns = `a.id, a.world, a.rule, a.target, a.opened_seq AS "openedSeq", a.version, a.priority, a.labels,
  a.rule_body AS "ruleBody", a.since, a.opened_at AS "openedAt", a.closed_at AS "closedAt", a.condition, a.value,
  a.suppression, a.silencing, a.acked_by AS "ackedBy", a.acked_at AS "ackedAt", a.acked_until AS "ackedUntil", a.incident,
  a.is_late AS "isLate"`;

/** A row of `alerts`, as `alertColumns` names it. */
export type AlertRow = {
  readonly id: number;
  readonly world: string;
  readonly rule: string;
  readonly target: string;
  readonly openedSeq: number;
  readonly version: number;
  readonly priority: Rule['priority'];
  readonly labels: Labels;
  readonly ruleBody: Rule;
  readonly since: Date;
  readonly openedAt: Date;
  readonly closedAt: Date | null;
  readonly condition: AlertCondition;
  readonly value: AlertView['value'];
  readonly suppression: Suppression;
  readonly silencing: Silencing | null;
  readonly ackedBy: string | null;
  readonly ackedAt: Date | null;
  readonly ackedUntil: Date | null;
  readonly incident: number | null;
  readonly isLate: boolean;
};

/** An alert as screens are told of it. */
export function toAlertView(row: AlertRow): AlertView {
  const { ruleBody, since, openedAt, closedAt, ackedBy, ackedAt, ackedUntil, ...rest } = row;
  const { name, action, owner, runbook = null } = ruleBody;
  return {
    ...{ id: rest.id, world: rest.world, rule: rest.rule, target: rest.target, openedSeq: rest.openedSeq },
    ...{ name, priority: rest.priority, labels: rest.labels, action, owner, runbook },
    ...{ since: since.toISOString(), openedAt: openedAt.toISOString(), closedAt: closedAt?.toISOString() ?? null },
    ...{ condition: rest.condition, value: rest.value, suppression: rest.suppression, silencing: rest.silencing },
    acknowledgement:
      ackedBy === null || !ackedAt || !ackedUntil
        ? null
        : { by: ackedBy, at: ackedAt.toISOString(), until: ackedUntil.toISOString() },
    ...{ incident: rest.incident, isLate: rest.isLate, version: rest.version },
  };
}
