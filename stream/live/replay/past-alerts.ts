import { alertAt } from '#shared/duty/past/alert-at.ts';
import { incidentAt } from '#shared/duty/past/incident-at.ts';
import type { PastAlert, PastDuty, PastIncident } from '#shared/store/read-past-duty.ts';
import type { AlertView, IncidentView } from '#shared/wire/duty.ts';

/** What is over is shown for so long, as on a screen of the present. */
const closedForMs = 3_600_000;

type DutyTold = { readonly alerts: readonly AlertView[]; readonly incidents: readonly IncidentView[] };

/** A stretch of the past of alerts and incidents: how they stood at an instant of it, and what changed between two. */
export class PastAlerts {
  readonly fromMs: number;
  readonly toMs: number;
  readonly #alerts: ReadonlyMap<number, PastAlert>;
  readonly #incidents: ReadonlyMap<number, PastIncident>;
  /** When anything of it changed: its instants, by alert and by incident. */
  readonly #changes: readonly {
    readonly atMs: number;
    readonly alert: number | null;
    readonly incident: number | null;
  }[];

  constructor(duty: PastDuty, { fromMs, toMs }: { fromMs: number; toMs: number }) {
    this.fromMs = fromMs;
    this.toMs = toMs;
    this.#alerts = new Map(duty.alerts.map((one) => [one.view.id, one]));
    this.#incidents = new Map(duty.incidents.map((one) => [one.view.id, one]));
    const ofAlerts = duty.alerts.flatMap(({ view, transitions, acts }) =>
      [view.openedAt, ...[...transitions, ...acts].map(({ at }) => at)].map((at) => ({
        ...{ atMs: Date.parse(at), alert: view.id, incident: view.incident },
      })),
    );
    const ofIncidents = duty.incidents.flatMap(({ view, entries }) =>
      [view.detectedAt, ...entries.map(({ at }) => at)].map((at) => ({
        ...{ atMs: Date.parse(at), alert: null, incident: view.id },
      })),
    );
    this.#changes = [...ofAlerts, ...ofIncidents].sort((a, b) => a.atMs - b.atMs);
  }

  /** Open ones at an instant, and those that were over no more than an hour before. */
  at(nowMs: number): DutyTold {
    const isShown = (over: string | null): boolean => over === null || Date.parse(over) >= nowMs - closedForMs;
    return {
      alerts: this.#alertsAt(this.#alerts.keys(), nowMs).filter(({ closedAt }) => isShown(closedAt)),
      incidents: this.#incidentsAt(this.#incidents.keys(), nowMs).filter(
        ({ state, resolvedAt, progressAt }) =>
          (state !== 'closed' && state !== 'merged') || isShown(resolvedAt ?? progressAt ?? null),
      ),
    };
  }

  /** What changed after `wasMs`, up to `nowMs`, as it stood then. */
  changed(wasMs: number, nowMs: number): DutyTold {
    const changes = this.#changes.filter(({ atMs }) => atMs > wasMs && atMs <= nowMs);
    const [alerts, incidents] = [new Set<number>(), new Set<number>()];
    for (const { alert, incident } of changes) {
      if (alert !== null) alerts.add(alert);
      if (incident !== null) incidents.add(incident);
    }
    return { alerts: this.#alertsAt(alerts, nowMs), incidents: this.#incidentsAt(incidents, nowMs) };
  }

  #alertsAt(ids: Iterable<number>, nowMs: number): AlertView[] {
    return [...ids].flatMap((id) => {
      const one = this.#alerts.get(id);
      return one ? (alertAt(one, nowMs) ?? []) : [];
    });
  }

  #incidentsAt(ids: Iterable<number>, nowMs: number): IncidentView[] {
    const byIncident = new Map<number, number[]>();
    for (const { view } of this.#alerts.values()) {
      if (view.incident === null) continue;
      byIncident.set(view.incident, [...(byIncident.get(view.incident) ?? []), view.id]);
    }
    return [...ids].flatMap((id) => {
      const one = this.#incidents.get(id);
      return one ? (incidentAt(one, this.#alertsAt(byIncident.get(id) ?? [], nowMs), nowMs) ?? []) : [];
    });
  }
}
