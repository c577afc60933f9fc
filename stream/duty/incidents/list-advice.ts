import { advise } from '#shared/duty/incident/advise.ts';
import type { Incident } from '#shared/duty/incident/incident.ts';
import { callsWaiting } from '#shared/duty/incident/place-now.ts';
import { isUnresolved } from '#shared/duty/incident/state-machine.ts';
import { touchedBy } from '#shared/duty/incident/affected.ts';
import { chainOf } from '#shared/duty/incident/likely-cause.ts';
import { listMembers } from '#shared/store/incident-members.ts';
import type { AdviceView, Gauge } from '#shared/wire/incident-commands.ts';
import type { DutyTransaction } from '../transaction.ts';
import type { KnownCity } from './known-city.ts';

/** More than this many points are not relieved one by one. */
const mostTroubled = 6;

/** What can be done about an incident now. */
export async function listAdvice(tx: DutyTransaction, incident: Incident, city: KnownCity): Promise<AdviceView[]> {
  if (!isUnresolved(incident.state)) return [];
  const members = await listMembers(tx.sql, { incidents: [incident.id] });
  const { points, units } = touchedBy(members, incident.named, city.placeOf);
  const ofUnits = city.places
    .filter(({ kind, unit }) => kind === 'point' && units.includes(unit))
    .map(({ code }) => code);
  const troubled = [...new Set([...points, ...ofUnits])].slice(0, mostTroubled);
  const isPoint = (kind: string): boolean => kind === 'point' || kind === 'branch';
  const minute = new Intl.DateTimeFormat('en-GB', {
    ...{ timeZone: city.timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  });
  return advise({
    troubled,
    points: city.places.flatMap((place) => {
      const now = isPoint(place.kind) ? city.pointOf(place.code) : undefined;
      return now ? [{ place, now }] : [];
    }),
    cause: incident.cause?.text ?? null,
    isSystem: chainOf(members, city.near)[0]?.member.channel === 'system',
    since: minute.format(incident.occurredMs),
  });
}

/** What an advice is judged by, as it is now: the queue where it helps, and the calls that wait. */
export function gaugeOf(tx: DutyTransaction, world: string, asset: string, city: KnownCity): Gauge {
  const point = asset === '' ? undefined : city.pointOf(asset);
  const hotline = city.places.find(({ kind }) => kind === 'hotline');
  return {
    waiting: point?.waiting ?? null,
    expectedWaitS: point?.expectedWaitS ?? null,
    countersOpen: point?.countersOpen ?? null,
    callsWaiting: hotline ? callsWaiting(tx.viewOf(world, hotline.code)) : null,
  };
}
