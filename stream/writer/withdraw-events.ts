import type { ClientBase } from 'pg';
import type { AcceptedEvent } from '#shared/events/envelope.ts';
import type { VoidedData } from '#shared/events/kind.ts';
import { addToMinutes, type RollUpDeltas } from '#shared/kpi/roll-up.ts';
import { identityKey } from '#shared/events/identity-key.ts';
import type { LoggedEvent, Poison } from './logged-event.ts';
import { readStoredEvent } from './read-stored-event.ts';

/** Whether an event withdraws another. */
export function isVoiding(event: AcceptedEvent): boolean {
  return event.type.endsWith('.voided');
}

/**
 * Carries out the batch's withdrawals, after its events are in: subtracts each withdrawn event from the deltas and
 * remembers it; one whose event has not come yet waits for it. What cannot be withdrawn becomes a finding.
 */
export async function withdrawEvents(
  client: ClientBase,
  voiding: readonly LoggedEvent[],
  deltas: RollUpDeltas,
): Promise<{ waiting: string[]; findings: Poison[] }> {
  const waiting: string[] = [];
  const findings: Poison[] = [];
  for (const logged of voiding) {
    const { event } = logged;
    const key = identityKey(event.world, event.source, (event.data as VoidedData).id);
    const target = await readStoredEvent(client, key, event.asset);
    const problem = target === 'unknown' ? undefined : judge(event, target);
    if (problem) {
      findings.push({ ...logged, ...event, detail: problem, event });
      continue;
    }
    const found = typeof target === 'string' ? undefined : target;
    const { rowCount } = await client.query(
      'INSERT INTO voids (key, time, seq, idx, applied) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (key) DO NOTHING',
      [key, found?.time ?? event.time, logged.seq, logged.idx, found !== undefined],
    );
    if (rowCount === 0) continue;
    if (found) addToMinutes(deltas, found, -1);
    else waiting.push(key);
  }
  return { waiting, findings };
}

function judge(voiding: AcceptedEvent, target: AcceptedEvent | 'elsewhere'): string | undefined {
  if (target === 'elsewhere') return 'withdraws an event that is not at this asset, or whose day is closed';
  if (isVoiding(target)) return 'a withdrawal cannot be withdrawn; send the event again under a new id';
  if (target.type.split('.')[0] !== voiding.type.split('.')[0])
    return `withdraws an event of another kind: ${target.type}`;
  return undefined;
}
