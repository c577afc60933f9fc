import type { AlertView, DutyMessage, IncidentView } from '#shared/wire/duty.ts';
import type { DirtyKeys, Position } from './topic-source.ts';

/** What the database holds of a world's alerts and incidents, and the number of the change it stands at. */
export type DutyRead = {
  readonly change: number;
  readonly alerts: readonly AlertView[];
  readonly incidents: readonly IncidentView[];
};

type Held = {
  change: number;
  readonly alerts: Map<number, AlertView>;
  readonly incidents: Map<number, IncidentView>;
};

// A change at or below ours is in flight from before our reading; later than this, the duty process has gone back.
const inFlightMs = 5_000;
const waitingMost = 1_000;
/** What is over is shown for so long. */
const closedForMs = 3_600_000;

function isOver({ state }: IncidentView): boolean {
  return state === 'closed' || state === 'merged';
}

/**
 * A world's alerts and incidents: read from the database once, then moved on change by change. A missing change makes them want
 * to be read again, and what was held is not shown meanwhile. Pure: the reading is done by who owns it.
 */
export class DutyNow {
  readonly world: string;
  #held: Held | null = null;
  #readAtMs = 0;
  #generation = 0;
  #waiting: DutyMessage[] = [];

  constructor(world: string) {
    this.world = world;
  }

  get wantsReading(): boolean {
    return this.#held === null;
  }

  position(): Position | null {
    return this.#held && { generation: this.#generation, offset: this.#held.change };
  }

  /** Forgets what is held; it is to be read again. */
  lose(): void {
    this.#held = null;
    this.#waiting = [];
  }

  /** Open ones, and those that were over no more than an hour before an instant of the world; older ones go. */
  all(nowMs: number): { readonly alerts: readonly AlertView[]; readonly incidents: readonly IncidentView[] } {
    if (!this.#held) return { alerts: [], incidents: [] };
    const { alerts, incidents } = this.#held;
    const isOld = (at: string | null): boolean => at !== null && Date.parse(at) < nowMs - closedForMs;
    for (const [id, { closedAt }] of alerts) if (isOld(closedAt)) alerts.delete(id);
    for (const [id, one] of incidents) if (isOver(one) && isOld(one.resolvedAt)) incidents.delete(id);
    return { alerts: [...alerts.values()], incidents: [...incidents.values()] };
  }

  /** Those named by keys of `takeChange`. */
  some(keys: Iterable<string>): { readonly alerts: readonly AlertView[]; readonly incidents: readonly IncidentView[] } {
    const alerts: AlertView[] = [];
    const incidents: IncidentView[] = [];
    for (const key of keys) {
      const id = Number(key.slice(1));
      const alert = key.startsWith('a') ? this.#held?.alerts.get(id) : undefined;
      const incident = key.startsWith('i') ? this.#held?.incidents.get(id) : undefined;
      if (alert) alerts.push(alert);
      if (incident) incidents.push(incident);
    }
    return { alerts, incidents };
  }

  /** What was read. What is held already at that change stays. */
  takeReading({ change, alerts, incidents }: DutyRead, nowMs: number): void {
    if (this.#held?.change === change) return;
    this.#held = {
      change,
      alerts: new Map(alerts.map((alert) => [alert.id, alert])),
      incidents: new Map(incidents.map((incident) => [incident.id, incident])),
    };
    this.#readAtMs = nowMs;
    this.#generation += 1;
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const one of waiting) if (one.change > change) this.takeChange(one, nowMs);
  }

  /** Moves on by one change. Returns what it changed: `a<alert>`, `i<incident>`. */
  takeChange(message: DutyMessage, nowMs: number): DirtyKeys {
    const changed = new Map<string, string>();
    const held = this.#held;
    if (!held) {
      this.#waiting.push(message);
      if (this.#waiting.length > waitingMost) this.#waiting.shift();
      return changed;
    }
    if (message.change < held.change || (message.change === held.change && message.worlds.length > 0)) {
      if (nowMs - this.#readAtMs > inFlightMs) this.lose();
      return changed;
    }
    // Somebody judges, and nothing is new.
    if (message.change === held.change) return changed;
    // A change without content did not fit into a message.
    if (message.change !== held.change + 1 || message.worlds.length === 0) {
      this.lose();
      return changed;
    }
    held.change = message.change;
    for (const { alerts, incidents } of message.worlds.filter(({ world }) => world === this.world)) {
      for (const alert of alerts) {
        held.alerts.set(alert.id, alert);
        changed.set(`a${alert.id}`, '');
      }
      for (const incident of incidents) {
        held.incidents.set(incident.id, incident);
        changed.set(`i${incident.id}`, '');
      }
    }
    return changed;
  }
}
