import type { AcceptedEvent } from '#shared/events/envelope.ts';
import { channelOf } from '#shared/duty/incident/channel.ts';
import { describeIncident, type Known } from '#shared/duty/incident/describe-incident.ts';
import type { Group } from '#shared/duty/incident/find-incident.ts';
import { groupAlerts, type FreshAlert } from '#shared/duty/incident/group-alerts.ts';
import type { Incident } from '#shared/duty/incident/incident.ts';
import { chainOf } from '#shared/duty/incident/likely-cause.ts';
import type { Member } from '#shared/duty/incident/member.ts';
import { distanceKm, pointNow, type KnownPlace } from '#shared/duty/incident/place-now.ts';
import { servedMatters } from '#shared/duty/incident/served.ts';
import { isShort } from '#shared/duty/incident/what-about.ts';
import { applyEvent } from '#shared/fold/apply-event.ts';
import { createState } from '#shared/fold/fold-state.ts';
import { toAssetView } from '#shared/fold/to-asset-view.ts';
import { packAssets } from '#shared/locality/assets-of.ts';
import type { Pack } from '#shared/locality/pack.ts';
import { alertName, type Transition } from '#shared/rules/alert.ts';
import { createHours } from '#shared/rules/expected.ts';
import { isOpen } from '#shared/rules/progress.ts';
import { civilCalendar } from '#shared/time/civil-day.ts';

const world = 'sim:test';
/** What is over is out of reach of what comes later, as an incident is that was resolved. */
const forgottenMs = 3_600_000;

type Alert = { member: Member; isOpen: boolean; isAnnounced: boolean; by: string | null; incident: number | null };

/** An incident at its end: its alerts as a chain, and how it is told. */
export type KeptIncident = { readonly chain: ReturnType<typeof chainOf>; readonly told: Incident };

/** Groups what rules find in a simulated city into incidents, as the duty process does, in memory. */
export function keepIncidents(pack: Pack) {
  const calendar = civilCalendar(pack.timeZone);
  const state = createState();
  const hours = createHours({ timeZone: pack.timeZone, specialDays: pack.calendar });
  const rules = new Map(pack.rules.map((rule) => [rule.id, rule]));
  const assets = packAssets(pack);
  const openings = new Map(assets.map(({ code, opening }) => [code, opening]));
  const places = new Map(
    assets.map(({ code, kind, unit, point, lon, lat, staff, counters, name, nameEn }): [string, KnownPlace] => [
      code,
      {
        ...{ code, kind, unit, point, lon, lat, staff, counters },
        name: { vi: name ?? code, en: nameEn ?? name ?? code },
      },
    ]),
  );
  const units = new Map(pack.units.map((unit) => [unit.code, unit]));
  const alerts = new Map<string, Alert>();
  const told = new Map<number, Incident>();
  let nowMs = 0;
  let lastId = 0;

  const known: Known = {
    near: (one, other) => {
      const [here, there] = [units.get(one), units.get(other)];
      return here !== undefined && there !== undefined && distanceKm(here, there) <= 4;
    },
    nameOf: (code) => {
      const unit = units.get(code);
      return unit ? { vi: unit.name, en: unit.name_en } : places.get(code)?.name;
    },
    placeOf: (code) => places.get(code),
    pointOf: (code) => {
      const asset = state.worlds.get(world)?.assets.get(code);
      const isOpenNow = hours.isOpen(openings.get(code) ?? null, nowMs);
      return pointNow(code, asset && toAssetView(asset), nowMs, isOpenNow);
    },
  };

  const take = ({ alert, labels, priority, since, at, to }: Transition): void => {
    const name = alertName(alert);
    const rule = rules.get(alert.rule);
    if (!rule) throw new Error(`no rule ${alert.rule}`);
    const channel = channelOf(rule);
    const point = labels.point;
    const isLacking = channel === 'queue' && point !== undefined && isShort(places.get(point), known.pointOf(point));
    const before = alerts.get(name);
    const member: Member = before?.member ?? {
      ...{ id: alerts.size + 1, name: rule.name, target: alert.target, labels, priority, channel },
      ...{ rule, sinceMs: Date.parse(since), openedMs: Date.parse(at), closedMs: null },
      about: channel === 'system' ? servedMatters(alert.target, pack.serves, pack.procedures) : [],
    };
    alerts.set(name, {
      member: {
        ...member,
        about: isLacking ? ['shortage'] : member.about,
        closedMs: isOpen(to.condition) ? null : Date.parse(at),
      },
      isOpen: isOpen(to.condition),
      isAnnounced: to.suppression.why === 'none',
      by: to.suppression.why === 'inhibited' ? to.suppression.by : null,
      incident: before?.incident ?? null,
    });
  };

  const membersOf = (id: number): Member[] =>
    [...alerts.values()].filter(({ incident }) => incident === id).map(({ member }) => member);

  const group = (): void => {
    const ids = new Set([...alerts.values()].flatMap(({ incident }) => incident ?? []));
    const groups = [...ids]
      .map((id): Group => {
        const members = membersOf(id);
        const occurredMs = Math.min(...members.map(({ sinceMs }) => sinceMs));
        return { ...{ id, members, units: [], assets: [], isByHand: false, isTaken: false, occurredMs } };
      })
      .filter(({ members }) => members.some(({ closedMs }) => closedMs === null || closedMs > nowMs - forgottenMs));
    const fresh = [...alerts.values()]
      .filter((one) => one.isOpen && one.incident === null)
      .map((one): FreshAlert => {
        const explainedBy = one.by === null ? null : (alerts.get(one.by)?.member.id ?? null);
        return { member: one.member, isAnnounced: one.isAnnounced, explainedBy };
      });
    const { groups: after } = groupAlerts(fresh, groups, { near: known.near, newId: () => (lastId += 1) });
    const homes = new Map(after.flatMap(({ id, members }) => members.map((member) => [member.id, id] as const)));
    for (const alert of alerts.values()) alert.incident = homes.get(alert.member.id) ?? alert.incident;
    for (const { id, members, occurredMs } of after)
      told.set(id, describeIncident(aNew(id, occurredMs), members, known));
  };

  return {
    watch: {
      event: (event: AcceptedEvent): void => void applyEvent(state, event, calendar),
      tick: (atMs: number, found: readonly Transition[]): void => {
        nowMs = atMs;
        for (const transition of found) take(transition);
        if (found.length > 0) group();
      },
    },
    /** Every incident there was, in order. */
    incidents: (): KeptIncident[] =>
      [...told.entries()]
        .filter(([id]) => membersOf(id).length > 0)
        .map(([id, incident]) => ({ chain: chainOf(membersOf(id), known.near), told: incident })),
  };
}

function aNew(id: number, occurredMs: number): Incident {
  const title = { vi: '', en: '' };
  return {
    ...{ id, world, version: 1, title, isNamed: false, isRated: false, priority: 'P3', isExercise: false },
    ...{ channel: 'rule', openedBy: 'rule', cause: null, units: [], assets: [], named: { units: [], assets: [] } },
    ...{ place: null, affected: { assets: 0, kinds: {}, points: 0, waiting: null, waitingAt: 0 }, about: {} },
    ...{
      detectDueMs: 0,
      resolveDueMs: 0,
      state: 'new',
      owner: null,
      ownerUntilMs: null,
      occurredMs,
      detectedMs: occurredMs,
    },
    ...{
      acknowledgedMs: null,
      progressMs: null,
      resolvedMs: null,
      how: null,
      closedMs: null,
      raisedMs: null,
      pauses: [],
      mergedInto: null,
    },
  };
}
