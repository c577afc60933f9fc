import type { Incident } from '#shared/duty/incident/incident.ts';
import { insertEntries } from '#shared/store/incident-entries.ts';
import { insertIncident } from '#shared/store/write-incident.ts';
import { worldKind } from '#shared/wire/world.ts';
import type { DutyTransaction } from '../transaction.ts';
import type { KnownCity } from './known-city.ts';
import { withDues } from './save-incident.ts';

/** What is said of an incident when it is opened. */
export type Opening = Pick<Incident, 'world' | 'title' | 'priority' | 'channel' | 'openedBy' | 'occurredMs'> &
  Partial<Pick<Incident, 'named' | 'place' | 'isExercise' | 'isNamed' | 'isRated'>>;

/** Opens an incident; in the world of a drill it is an exercise, whoever opens it. */
export async function openIncident(tx: DutyTransaction, opening: Opening, city: KnownCity): Promise<Incident> {
  const at = tx.nowOf(opening.world);
  const { named = { units: [], assets: [] } } = opening;
  const incident = withDues(
    {
      ...{ place: null, isNamed: false, isRated: false, ...opening, named },
      isExercise: opening.isExercise === true || worldKind(opening.world) === 'drill',
      ...{ version: 1, state: 'new', owner: null, ownerUntilMs: null, detectedMs: at.getTime(), acknowledgedMs: null },
      occurredMs: Math.min(opening.occurredMs, at.getTime()),
      ...{ progressMs: null, resolvedMs: null, how: null, closedMs: null, raisedMs: null },
      ...{ pauses: [], mergedInto: null },
      ...{ cause: null, units: named.units, assets: named.assets, about: {} },
      affected: { assets: named.assets.length, kinds: {}, points: 0, waiting: null, waitingAt: 0 },
      ...{ detectDueMs: 0, resolveDueMs: null },
    } satisfies Omit<Incident, 'id'> as Omit<Incident, 'id'>,
    city,
  );
  const id = await insertIncident(tx.sql, incident);
  const { channel, openedBy: by, priority, title } = incident;
  await insertEntries(tx.sql, [{ incident: id, at, by, kind: 'opened', detail: { channel, priority, title } }]);
  tx.noteIncident(id);
  return { ...incident, id };
}
