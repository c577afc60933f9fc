import type { Incident, Workflow } from '#shared/duty/incident/incident.ts';
import { moveIncident } from '#shared/duty/incident/move-incident.ts';
import { findIncident } from '#shared/store/find-incidents.ts';
import { returnBelongings } from '#shared/store/incident-belongings.ts';
import { setRemoved } from '#shared/store/incident-files.ts';
import { putMembers } from '#shared/store/incident-members.ts';
import { setTaskDone } from '#shared/store/incident-tasks.ts';
import type { Undo, UndoStep } from '#shared/store/incident-undos.ts';
import type { Sql } from '#shared/store/sql.ts';
import { releaseMembers } from '../alerts/acknowledge-members.ts';
import type { DutyTransaction } from '../transaction.ts';
import { absorbIncident } from './absorb-incident.ts';
import type { KnownCity } from './known-city.ts';
import { refreshIncident } from './refresh-incident.ts';

/** Whether the other incidents of an act are as it left them. */
export async function isUntouched(sql: Sql, steps: readonly UndoStep[]): Promise<boolean> {
  for (const step of steps) {
    if (step.do !== 'revive' && step.do !== 'absorb') continue;
    const other = await findIncident(sql, step.do === 'revive' ? step.incident.id : step.incident);
    if (other?.version !== step.version) return false;
  }
  return true;
}

/** Does the steps of an undo; returns the incident as it was in all that a person changes. */
export async function takeBack(
  tx: DutyTransaction,
  { incident, undo, city, by }: { incident: Incident; undo: Undo; city: KnownCity; by: string },
): Promise<Incident> {
  let back: Incident = { ...incident, ...changeable(undo.before.incident) };
  for (const step of undo.before.steps) back = await takeStep(step, back);
  return back;

  // eslint-disable-next-line complexity -- one case for each step there is
  async function takeStep(step: UndoStep, now: Incident): Promise<Incident> {
    const { id } = incident;
    switch (step.do) {
      case 'alerts':
        for (const [alert, home] of step.back) {
          for (const moved of await putMembers(tx.sql, [alert], home)) tx.noteAlert(moved);
        }
        await refreshHomes(step.back.flatMap(([, home]) => home ?? []));
        return now;
      case 'belongings':
        await returnBelongings(tx.sql, step, { from: id, to: step.to });
        return now;
      case 'release':
        await releaseMembers(tx, { world: incident.world, alerts: step.alerts, by });
        return now;
      case 'remove':
        await tx.sql.query(`DELETE FROM ${step.table} WHERE id = $1 AND incident = $2`, [step.id, id]);
        return now;
      case 'hide':
      case 'show':
        await setRemoved(tx.sql, step.table, {
          ...{ incident: id, id: step.id, at: step.do === 'hide' ? new Date(city.nowMs) : null },
        });
        return now;
      case 'task': {
        const { doneBy, doneAt } = step;
        await setTaskDone(
          tx.sql,
          step.id,
          doneBy === null || doneAt === null ? null : { by: doneBy, at: new Date(doneAt) },
        );
        return now;
      }
      case 'revive': {
        const merged = await findIncident(tx.sql, step.incident.id);
        if (!merged) return now;
        const detail = { move: 'undo', from: 'merged', to: step.incident.state };
        const revived = { ...merged, ...changeable(step.incident), version: merged.version + 1 };
        await refreshIncident(tx, revived, { city, said: [{ by, kind: 'undone', detail }] });
        return now;
      }
      case 'absorb': {
        const split = await findIncident(tx.sql, step.incident);
        if (split) await absorbIncident(tx, split, { into: now, by, city });
        return now;
      }
      case 'close': {
        const how = 'Mở nhầm / opened by mistake';
        const resolved = moveIncident(now, { move: 'resolve', by, how }, city.nowMs);
        return (resolved && moveIncident(resolved, { move: 'close', by }, city.nowMs)) ?? now;
      }
    }
  }

  async function refreshHomes(homes: readonly number[]): Promise<void> {
    for (const home of new Set(homes)) {
      const other = home === incident.id ? undefined : await findIncident(tx.sql, home);
      if (other && other.state !== 'merged') await refreshIncident(tx, other, { city });
    }
  }
}

type Changeable = Workflow & Pick<Incident, 'raisedMs' | 'title' | 'isNamed' | 'cause' | 'priority' | 'isRated'>;

function changeable(was: Incident): Changeable {
  const { state, owner, ownerUntilMs, occurredMs, detectedMs, acknowledgedMs, progressMs, resolvedMs } = was;
  const { how, closedMs, pauses, mergedInto, raisedMs, title, isNamed, cause, priority, isRated } = was;
  return {
    ...{ state, owner, ownerUntilMs, occurredMs, detectedMs, acknowledgedMs, progressMs, resolvedMs },
    ...{ how, closedMs, pauses, mergedInto, raisedMs, title, isNamed, cause, priority, isRated },
  };
}
