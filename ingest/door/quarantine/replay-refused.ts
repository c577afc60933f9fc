import { isProblem, openSitting, type Door } from '../door.ts';
import { findKeyFault, type Sender } from '../keys/sender.ts';
import { judgeEvent } from '../verdicts/judge-event.ts';
import { parseJson } from '../verdicts/parse-json.ts';
import type { QuarantineStore } from './quarantine-store.ts';
import type { RefusedEvent } from './refused-event.ts';

/** What a replay did with one event. */
export type Replayed = { readonly id: string; readonly accepted: boolean; readonly reason?: string };

/**
 * Which of the kept events are sent again: those `isWanted` in messages from `from` on, up to `upTo` (what is kept later is
 * left alone; by default all there is now), until at least `limit` were tried.
 */
export type Portion = {
  readonly isWanted: (event: RefusedEvent) => boolean;
  readonly from: number;
  readonly upTo?: number | undefined;
  readonly limit?: number;
};

/**
 * Sends kept events through the door again and takes out of quarantine those that are now in the log. They are judged by
 * the same code, under the rights their sender has now: its own key's, or, where that was replaced, those of another
 * valid key of the same source and world. `next` is where another portion begins; not given when nothing is left.
 */
export async function replayRefused(
  door: Door,
  quarantine: QuarantineStore,
  { isWanted, from, upTo: asked, limit = Infinity }: Portion,
): Promise<{ replayed: Replayed[]; next?: { from: number; upTo: number } }> {
  const replayed: Replayed[] = [];
  // What is refused once more is kept anew behind this, and is not met again.
  const upTo = asked ?? (await quarantine.last());
  for await (const { seq, events } of quarantine.read(from)) {
    if (seq > upTo) break;
    if (!events.some(isWanted)) continue;
    if (replayed.length >= limit) return { replayed, next: { from: seq, upTo } };
    const left: RefusedEvent[] = [];
    for (const { event, result } of await Promise.all(events.map(tryOne))) {
      if (result) replayed.push(result);
      if (!result?.accepted) left.push(event);
    }
    if (left.length === events.length) continue;
    // First what stays, then away with the old: a crash between the two keeps an event twice, never loses one.
    if (left.length > 0) await quarantine.store(left);
    await quarantine.remove(seq);
  }
  return { replayed };

  async function tryOne(event: RefusedEvent): Promise<{ event: RefusedEvent; result?: Replayed }> {
    if (!isWanted(event)) return { event };
    const reason = await replayOne(door, event);
    return { event, result: { id: event.id, accepted: reason === undefined, ...(reason !== undefined && { reason }) } };
  }
}

/** Why it is not in the log now; undefined when it is. */
async function replayOne(door: Door, event: RefusedEvent): Promise<string | undefined> {
  const parsed = parseJson(Buffer.from(event.text));
  if ('fault' in parsed) return parsed.fault;
  let reason = 'no valid key sends for this source in this world now';
  for (const sender of sendersOf(door, event)) {
    const sitting = openSitting(door, sender);
    // Judging changes the value it accepts; each try gets its own.
    const judged = isProblem(sitting) ? sitting : judgeEvent(structuredClone(parsed.value), sitting);
    if (isProblem(judged)) return judged.detail;
    if (judged.ok)
      return (await door.framing.add(sender.key.kid, judged.text)?.settled) === 'stored'
        ? undefined
        : 'the log did not take it; try again';
    reason = judged.problem.detail;
  }
  return reason;
}

function sendersOf(door: Door, { kid, source, world }: RefusedEvent): Sender[] {
  const valid = [...(door.registry().senders?.values() ?? [])].filter((sender) => !findKeyFault(sender, door.now()));
  const own = valid.filter(({ key }) => key.source === source && key.world === world);
  return own.sort((a, b) => Number(b.key.kid === kid) - Number(a.key.kid === kid));
}
