import type { ClientBase } from 'pg';
import { areRevisionsWhole } from '../../store/brief-revisions.ts';
import { readBrief, readBriefKnown } from '../../store/briefs.ts';
import { listIncidentsChangedSince } from '../../store/read-brief-incidents.ts';
import { readLastDropped } from '../../store/read-last-dropped.ts';
import { rebuildRollUps } from '../../store/rebuild-roll-ups.ts';
import { civilCalendar } from '../../time/civil-day.ts';
import { isCountedAlike, tellsAnswers, type Brief } from '../brief.ts';
import { hashOf, toCanonical } from '../freeze.ts';
import { listDifferences, type Difference } from '../list-differences.ts';
import { composeBrief } from './compose-brief.ts';
import { gatherCounted, spanNeeded } from './gather-counted.ts';
import { gatherAnswers, gatherTasks } from './gather-recorded.ts';

/**
 * What a proof found. `isUntouched`: brief and addenda are what their hashes say. `hindrance`: why it cannot be worked out again, so
 * that `isSame` is null and its hash alone speaks for it. `events`: counted again; `changedSince`: incidents that somebody has
 * acted on after the issue.
 */
export type BriefProof = {
  readonly id: number;
  readonly isUntouched: boolean;
  readonly isSame: boolean | null;
  readonly hindrance: Hindrance | null;
  readonly events: number;
  readonly differences: readonly Difference[];
  readonly changedSince: readonly number[];
};

/** Raw events it needs were dropped up to a day; or an earlier program wrote it by other rules. */
type Hindrance = { readonly why: 'gone'; readonly to: string } | { readonly why: 'model'; readonly model: number };

const hourMs = 3_600_000;

/**
 * Works a brief out again from the raw events up to its cut, with the targets and exclusions known then, and compares it
 * with what was issued. Incidents are records, not counts: those are taken as they were written down then. Rolls everything
 * back. Where it cannot be worked out again, it is held against its hash alone.
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
  const { world, cut, period, issuedAt } = brief;
  const { known } = kept;
  const asked = { world, days: period.days, issuedAtMs: Date.parse(issuedAt), cut, known };
  const calendar = civilCalendar(known.ledger.timeZone);
  const ids = brief.recorded.incidents.map((incident) => incident.id);
  const changedSince = await listIncidentsChangedSince(client, ids, new Date(issuedAt));
  const isUntouched = hashOf(...kept.texts) === kept.hash && (await areRevisionsWhole(client, id, kept.hash));
  const span = spanNeeded(brief);
  const hindrance = await findHindrance(client, brief, span);
  if (hindrance) return { ...{ id, isUntouched, hindrance, changedSince }, isSame: null, events: 0, differences: [] };
  const tasks = await gatherTasks(client, asked);
  const events = await rebuildRollUps(client, {
    ...{ world, seq: cut.seq, calendar, ...span },
    wantsMinutes: lastHoursOfDays(brief, (ms) => calendar.dayOf(ms)),
    ...(onProgress && { onProgress }),
  });
  const counted = await gatherCounted(client, asked);
  const answers = tellsAnswers(brief.model) && { answers: await gatherAnswers(client, asked, counted.kpis) };
  const again = composeBrief(asked, brief, { counted, recorded: { ...brief.recorded, tasks, ...answers } });
  const differences = listDifferences(brief, again);
  return {
    ...{ id, isUntouched, hindrance: null, events, differences, changedSince },
    isSame: toCanonical(again) === kept.texts[0],
  };
}

async function findHindrance(
  client: ClientBase,
  brief: Brief,
  span: ReturnType<typeof spanNeeded>,
): Promise<Hindrance | null> {
  if (!isCountedAlike(brief)) return { why: 'model', model: brief.model };
  const to = await readLastDropped(client, { world: brief.world, ...span });
  return to === undefined ? null : { why: 'gone', to };
}

/** Who was heard of last is told to the minute in the last two hours of whatever days are asked about. */
function lastHoursOfDays({ asOf }: Brief, dayOf: (ms: number) => string): (ms: number) => boolean {
  const endMs = Date.parse(asOf);
  return (ms) => dayOf(ms) !== dayOf(ms + 3 * hourMs) || (ms > endMs - 4 * hourMs && ms < endMs);
}
