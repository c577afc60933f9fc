import { alertName, type Transition } from '#shared/rules/alert.ts';
import { isOpen } from '#shared/rules/progress.ts';
import type { Rule } from '#shared/rules/rule.ts';
import type { Commit } from '../commits.ts';

/** A transition and the tick that made it: its frame, and when the door received it (real time). */
export type FoundTransition = { readonly transition: Transition; readonly seq: number; readonly receivedMs: number };

/** Found later than this after it happened, nobody is told of it by itself. */
const lateAfterMs = 600_000;

/** Whether what a tick says is told too late to be news. */
export function isLateAt(receivedMs: number, now: Date): boolean {
  return now.getTime() - receivedMs > lateAfterMs;
}

/**
 * Writes what rules found, in order. An alert opens with its first transition and ends with the one that goes to normal; a
 * transition that is there already is not written again.
 */
export async function storeTransitions(
  commit: Commit,
  found: readonly FoundTransition[],
  ruleOf: (id: string) => Rule | undefined,
): Promise<void> {
  const ids = await upsertAlerts(commit, found, ruleOf);
  const rows = found.map(({ transition, seq, receivedMs }) => ({
    ...{ alert: ids.get(keyOf(transition)), seq, at: transition.at, since: transition.since },
    ...{ was: transition.from, becomes: transition.to, why: transition.why, value: transition.value },
    is_late: isLateAt(receivedMs, commit.now),
  }));
  await commit.sql.query(
    `INSERT INTO alert_transitions (alert, seq, at, since, was, becomes, why, value, is_late, committed_at)
     SELECT t.alert, t.seq, t.at, t.since, t.was, t.becomes, t.why, coalesce(t.value, 'null'), t.is_late, $2
     FROM jsonb_to_recordset($1) AS t (alert bigint, seq bigint, at timestamptz, since timestamptz, was jsonb,
       becomes jsonb, why text, value jsonb, is_late boolean)
     ON CONFLICT DO NOTHING`,
    [JSON.stringify(rows), commit.now],
  );
  for (const { transition } of found) {
    const id = ids.get(keyOf(transition));
    if (id !== undefined) commit.noteTransition(id, transition);
  }
}

/** Brings each alert to where its last transition leaves it. Returns their ids. */
async function upsertAlerts(
  { sql, now }: Commit,
  found: readonly FoundTransition[],
  ruleOf: (id: string) => Rule | undefined,
): Promise<Map<string, number>> {
  const rows = new Map<string, Record<string, unknown>>();
  for (const { transition, receivedMs } of found) {
    const { alert, priority, labels, since, at, to, value } = transition;
    const before = rows.get(keyOf(transition));
    rows.set(keyOf(transition), {
      ...{ world: alert.world, rule: alert.rule, target: alert.target, opened_seq: alert.openedSeq },
      ...{ priority, labels, rule_body: ruleOf(alert.rule) ?? {}, since, opened_at: before?.['opened_at'] ?? at },
      // A breach that begins where nothing was known ends that alert, and is none yet.
      ...(isOpen(to.condition) ? { condition: to.condition, closed_at: null } : { condition: 'normal', closed_at: at }),
      suppression: to.suppression,
      ...{ value, is_late: isLateAt(receivedMs, now) },
    });
  }
  const { rows: kept } = await sql.query<{
    id: number;
    world: string;
    rule: string;
    target: string;
    openedSeq: number;
  }>(
    `INSERT INTO alerts AS a (world, rule, target, opened_seq, priority, labels, rule_body, since, opened_at, closed_at,
       condition, value, suppression, is_late, changed_at)
     SELECT t.world, t.rule, t.target, t.opened_seq, t.priority, t.labels, t.rule_body, t.since, t.opened_at, t.closed_at,
       t.condition, coalesce(t.value, 'null'), t.suppression, t.is_late, $2
     FROM jsonb_to_recordset($1) AS t (world text, rule text, target text, opened_seq bigint, priority text, labels jsonb,
       rule_body jsonb, since timestamptz, opened_at timestamptz, closed_at timestamptz, condition text, value jsonb,
       suppression jsonb, is_late boolean)
     ON CONFLICT (world, rule, target, opened_seq) DO UPDATE
     SET closed_at = EXCLUDED.closed_at, condition = EXCLUDED.condition, value = EXCLUDED.value,
         suppression = EXCLUDED.suppression, version = a.version + 1, changed_at = EXCLUDED.changed_at
     RETURNING id, world, rule, target, opened_seq AS "openedSeq"`,
    [JSON.stringify([...rows.values()]), now],
  );
  return new Map(kept.map(({ id, world, ...alert }) => [`${world} ${alertName(alert)}`, id]));
}

function keyOf({ alert }: Transition): string {
  return `${alert.world} ${alertName(alert)}`;
}
