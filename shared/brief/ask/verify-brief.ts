import type { ClientBase } from 'pg';
import { readBrief, readBriefKnown } from '../../store/briefs.ts';
import { listIncidentsChangedSince } from '../../store/read-brief-incidents.ts';
import { rebuildRollUps } from '../../store/rebuild-roll-ups.ts';
import { civilCalendar } from '../../time/civil-day.ts';
import { briefModel, type Brief } from '../brief.ts';
import { hashOf, toCanonical } from '../freeze.ts';
import { listDifferences, type Difference } from '../list-differences.ts';
import { composeBrief } from './compose-brief.ts';
import { firstDayNeeded, gatherCounted } from './gather-counted.ts';
import { gatherTasks } from './gather-recorded.ts';

/** What a proof found. `events`: counted again; `changedSince`: incidents that somebody has acted on after the issue. */
export type BriefProof = {
  readonly id: number;
  readonly isUntouched: boolean;
  readonly isSame: boolean;
  readonly events: number;
  readonly differences: readonly Difference[];
  readonly changedSince: readonly number[];
};

const hourMs = 3_600_000;

/**
 * Works a brief out again from the raw events up to its cut, with the targets and exclusions known then, and compares it
 * with what was issued. Incidents are records, not counts: those are taken as they were written down then. Rolls everything
 * back; throws when raw events it needs were dropped.
 */
export async function verifyBrief(
  client: ClientBase,
  id: number,
  onProgress?: (done: number, total: number) => void,
): Promise<BriefProof> {
  await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ');
  try {
    await client.query('SET LOCAL statement_timeout = 0');
    return await prove(client, id, onProgress);
  } finally {
    await client.query('ROLLBACK');
  }
}

async function prove(
  client: ClientBase,
  id: number,
  onProgress?: (done: number, total: number) => void,
): Promise<BriefProof> {
  const [stored, kept] = [await readBrief(client, id), await readBriefKnown(client, id)];
  if (!stored || !kept) throw new Error(`there is no brief ${id}; vonglau brief list shows those there are`);
  const { brief } = stored;
  if (brief.model !== briefModel)
    throw new Error(`brief ${id} is of model ${brief.model}; this program knows ${briefModel}`);
  const { world, cut, period, issuedAt } = brief;
  const { known } = kept;
  const asked = { world, days: period.days, issuedAtMs: Date.parse(issuedAt), cut, known };
  const calendar = civilCalendar(known.ledger.timeZone);
  const ids = brief.recorded.incidents.map((incident) => incident.id);
  const changedSince = await listIncidentsChangedSince(client, ids, new Date(issuedAt));
  const tasks = await gatherTasks(client, asked);
  const events = await rebuildRollUps(client, {
    ...{ world, seq: cut.seq, calendar, fromMs: calendar.startOf(firstDayNeeded(brief)) },
    toMs: calendar.startOf(period.days.to),
    wantsMinutes: lastHoursOfDays(brief, (ms) => calendar.dayOf(ms)),
    ...(onProgress && { onProgress }),
  });
  const counted = await gatherCounted(client, asked);
  const again = composeBrief(asked, brief, { counted, recorded: { ...brief.recorded, tasks } });
  const differences = listDifferences(brief, again);
  return {
    ...{ id, events, differences, changedSince },
    isUntouched: hashOf(...kept.texts) === kept.hash,
    isSame: toCanonical(again) === kept.texts[0],
  };
}

/** Who was heard of last is told to the minute in the last two hours of whatever days are asked about. */
function lastHoursOfDays({ asOf }: Brief, dayOf: (ms: number) => string): (ms: number) => boolean {
  const endMs = Date.parse(asOf);
  return (ms) => dayOf(ms) !== dayOf(ms + 3 * hourMs) || (ms > endMs - 4 * hourMs && ms < endMs);
}
