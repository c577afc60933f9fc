import { priorities } from '#shared/wire/duty-priorities.ts';
import type { AlertView, Priority, Says } from '#shared/wire/duty.ts';
import { worldKind } from '#shared/wire/world.ts';
import { judgeFlood, type Flood } from '../../duty/load/flood.ts';
import { traceOfRow } from '../../duty/map/row-points.ts';
import { orderRows } from '../../duty/queue/order-rows.ts';
import { buildRows, quietAlerts, type QueueRow } from '../../duty/queue/queue-row.ts';
import { dutySilentAfterS } from '../../duty/read-only.ts';
import type { ScreenState } from '../../feed/screen-state.ts';
import type { Trace } from '../../map/trace-features.ts';

/** A matter on the wall: an incident, or an alert that belongs to none. No name of a person is in it. */
export type Matter = {
  /** The same for as long as the matter is the same. */
  readonly key: string;
  /** What people say to each other, such as `SC-1042`; null: an alert alone. */
  readonly number: string | null;
  readonly priority: Priority;
  readonly title: Says;
  readonly units: readonly string[];
  readonly assets: readonly string[];
  /** All the places it touches, and the one it likely began at. */
  readonly trace: Trace;
  readonly sinceMs: number;
  readonly isUnacknowledged: boolean;
  /** DIỄN TẬP: an exercise, to the end. */
  readonly isExercise: boolean;
  /** An exercise amid what is real: told apart, and nothing flashes, stops or goes there for it. */
  readonly isApart: boolean;
  /** Nobody knows whether it still holds. */
  readonly isUnknown: boolean;
  readonly cause: Says | null;
  readonly openAlerts: number;
  readonly affected: { readonly assets: number; readonly points: number; readonly waiting: number | null };
  /** When it is to be over; null: no such promise, or its clock stands. */
  readonly resolveDueMs: number | null;
};

type Count = { readonly priority: Priority; readonly open: number; readonly unacknowledged: number };

/** Whether anything is wrong; where that cannot be known, why: nothing was told, or who judges is silent. */
export type AlertSummary = {
  readonly doubt: 'not-told' | 'silent' | null;
  readonly judgedAgeS: number | null;
  readonly counts: readonly Count[];
  /** Exercises amid what is real; in no count beside this one. A drill's own world has none: there all are as if real. */
  readonly exercises: number;
  /** Kept quiet by a rule or a person: told, not counted. */
  readonly quiet: number;
  readonly flood: Flood;
  /** Everything open, in the order of the desk; exercises amid what is real come last. */
  readonly matters: readonly Matter[];
};

/** What is open, as the desk counts it. `judgedAgeS` is the age of the last word of who judges. */
export function summariseAlerts(
  { alerts, incidents, positions }: Pick<ScreenState, 'alerts' | 'incidents' | 'positions'>,
  now: { readonly nowMs: number | null; readonly judgedAgeS: number | null; readonly wasFlood: boolean },
): AlertSummary {
  const rows = orderRows(buildRows(incidents.values(), alerts.values())).filter(({ isDone }) => !isDone);
  const matters = rows.map(toMatter);
  const [real, apart] = [matters.filter(({ isApart }) => !isApart), matters.filter(({ isApart }) => isApart)];
  const doubt = doubtOf(positions.alerts !== undefined, now.judgedAgeS);
  return {
    ...{ doubt, judgedAgeS: now.judgedAgeS, matters: [...real, ...apart], exercises: apart.length },
    counts: priorities.map((priority) => {
      const own = real.filter((matter) => matter.priority === priority);
      return {
        ...{ priority, open: own.length },
        unacknowledged: own.filter(({ isUnacknowledged }) => isUnacknowledged).length,
      };
    }),
    quiet: quietAlerts(alerts.values()).length,
    flood: judgeFlood(announcedMs(alerts.values()), now.nowMs ?? 0, now.wasFlood),
  };
}

function doubtOf(isTold: boolean, judgedAgeS: number | null): AlertSummary['doubt'] {
  if (!isTold) return 'not-told';
  return judgedAgeS === null || judgedAgeS > dutySilentAfterS ? 'silent' : null;
}

function announcedMs(alerts: Iterable<AlertView>): number[] {
  return [...alerts].flatMap(({ openedAt, suppression, silencing }) =>
    suppression.why === 'none' && silencing === null ? [Date.parse(openedAt)] : [],
  );
}

function toMatter(row: QueueRow): Matter {
  const { key, incident, lead, alerts, priority, sinceMs, isUnacknowledged, isUnknown } = row;
  const common = {
    ...{ key, priority, sinceMs, isUnacknowledged, isUnknown, trace: traceOfRow(row) },
    ...exerciseOf(row),
  };
  if (incident) {
    const { number, title, units, assets, cause, affected, resolveDue } = incident;
    return {
      ...{ ...common, number, title, units, assets, cause: cause?.text ?? null, affected },
      openAlerts: incident.alerts.open,
      resolveDueMs: resolveDue === null ? null : Date.parse(resolveDue),
    };
  }
  const { unit, asset } = lead?.labels ?? {};
  return {
    ...{ ...common, number: null, title: lead?.name ?? { vi: '', en: '' } },
    units: unit === undefined ? [] : [unit],
    assets: asset === undefined ? [] : [asset],
    cause: null,
    openAlerts: alerts.length,
    affected: { assets: asset === undefined ? 0 : 1, points: 0, waiting: null },
    resolveDueMs: null,
  };
}

/** In a drill's own world nothing is real, so nothing is apart: there a wall is trained with. */
function exerciseOf({ incident, lead }: QueueRow): Pick<Matter, 'isExercise' | 'isApart'> {
  const isDrill = worldKind((incident ?? lead)?.world ?? '') === 'drill';
  const isExercise = isDrill || incident?.isExercise === true;
  return { isExercise, isApart: isExercise && !isDrill };
}
