import type pg from 'pg';
import { findPastPlace } from '#shared/store/find-past-place.ts';
import { readPastDuty } from '#shared/store/read-past-duty.ts';
import { pushProtocol, type PushTopic, type ServerMessage } from '#shared/wire/push.ts';
import { Frame } from '../push/frame.ts';
import { createStateSource, withList } from '../push/state-source.ts';
import { holdBack, readPace, type Pace } from './pacer.ts';
import { PastAlerts } from './past-alerts.ts';
import { PastFold, type PastAsked } from './past-fold.ts';

const hourMs = 3_600_000;
/** So much of the world's future is read of alerts at once, and again at the edge of the present no sooner than so. */
const dutyAheadMs = 6 * hourMs;
const dutyReadAgainMs = 2_000;
/** How often a clock that stands still is told: a screen that hears nothing for long turns grey. */
const standingTickMs = 2_000;

type SessionParts = {
  readonly pool: pg.Pool;
  readonly city: string;
  readonly timeZone: string;
  readonly asked: PastAsked;
  readonly topics: readonly PushTopic[];
  readonly send: (frame: Frame) => void;
  /** The monotonic clock, in milliseconds. */
  readonly realMs: () => number;
};

/**
 * One replay for one screen: what the screen of the present is sent, of the past. It only reads. Every jump begins with snapshots;
 * a step sends what changed, and the clock.
 */
export class ReplaySession {
  readonly #parts: SessionParts;
  #fold: PastFold | undefined;
  #pace: Pace = { anchorRealMs: 0, anchorWorldMs: 0, speed: 0 };
  #alerts: PastAlerts | undefined;
  #dutyReadMs = -Infinity;
  #tickMs = -Infinity;
  /** Numbers what is sent of counts and alerts. */
  readonly #offsets = { counts: 0, alerts: 0 };
  readonly #owed = new Set<PushTopic>();

  constructor(parts: SessionParts) {
    this.#parts = parts;
  }

  /** The world's time that is shown. */
  get placeMs(): number {
    return this.#fold?.place.ms ?? 0;
  }

  /** Greets a screen that has just come; it is sent everything with the next step. */
  greet(): void {
    const { city, timeZone, asked } = this.#parts;
    this.#tell({ type: 'hello', protocol: pushProtocol, city, world: asked.world, timeZone });
    for (const topic of this.#parts.topics) this.#owed.add(topic);
    this.#tickMs = -Infinity;
  }

  /** Starts a topic over with the next step. */
  restart(topic: PushTopic): void {
    if (this.#parts.topics.includes(topic)) this.#owed.add(topic);
  }

  /** Comes to a moment and goes on from there. Throws where it cannot be replayed. */
  async go(atMs: number, speed: number): Promise<void> {
    const { pool, asked, topics } = this.#parts;
    this.#fold = await PastFold.at(pool, asked, { atMs, from: this.#fold });
    this.#pace = { anchorRealMs: this.#parts.realMs(), anchorWorldMs: Math.max(atMs, this.#fold.place.ms), speed };
    this.#alerts = undefined;
    this.#dutyReadMs = -Infinity;
    for (const topic of topics) this.#owed.add(topic);
  }

  /** Goes on at another speed from where it stands. */
  pace(speed: number): void {
    const realMs = this.#parts.realMs();
    const atMs = this.#fold?.place.ms ?? 0;
    this.#pace = { anchorRealMs: realMs, anchorWorldMs: Math.max(atMs, Math.min(this.#nowMs(), atMs + 1_000)), speed };
    this.#tickMs = -Infinity;
  }

  /** Nobody takes what is sent: the clock stands meanwhile. */
  rest(): void {
    if (this.#fold)
      this.#pace = { ...this.#pace, anchorRealMs: this.#parts.realMs(), anchorWorldMs: this.#fold.place.ms };
  }

  /** Folds on to where the clock stands and sends what that changed. */
  async step(): Promise<void> {
    const fold = this.#fold;
    if (!fold) return;
    const was = fold.place;
    const offset = fold.live.seq;
    const moved = this.#pace.speed > 0 ? await fold.advance(this.#nowMs()) : undefined;
    this.#pace = holdBack(this.#pace, fold.place.ms, this.#parts.realMs());
    if (moved?.isNewDay) this.restart('counts');
    const hasMoved = fold.place !== was;
    if (hasMoved || this.#tickMs + standingTickMs <= this.#parts.realMs()) this.#tick(fold);
    this.#sendState(fold, offset, moved?.assets ?? new Map<string, string>());
    this.#sendCounts(fold, moved?.counts ?? new Map<string, string>());
    await this.#sendAlerts(fold, was.ms);
  }

  #nowMs(): number {
    return readPace(this.#pace, this.#parts.realMs());
  }

  #tick({ place, live }: PastFold): void {
    this.#tickMs = this.#parts.realMs();
    this.#tell({
      ...{ type: 'tick', realTime: new Date().toISOString(), worldTime: new Date(place.ms).toISOString() },
      // What is read of the log is as whole as it will be: nothing of it is late.
      ...{ speed: this.#pace.speed, stateOffset: live.seq, countsAgeS: 0, dutyAgeS: 0 },
    });
  }

  #sendState(fold: PastFold, from: number, assets: ReadonlyMap<string, string>): void {
    const source = createStateSource(fold.live, this.#parts.asked.world, () => true);
    if (this.#owed.delete('state')) this.#parts.send(source.snapshot());
    else if (this.#parts.topics.includes('state') && (assets.size > 0 || fold.live.seq !== from))
      this.#parts.send(source.delta(from, assets, false));
  }

  #sendCounts({ counts }: PastFold, changed: ReadonlyMap<string, string>): void {
    const isWhole = this.#owed.delete('counts');
    if (!isWhole && (changed.size === 0 || !this.#parts.topics.includes('counts'))) return;
    const rows = isWhole ? counts.allRows() : counts.rowsOf(changed.keys());
    const head = { ...this.#headOf('counts', isWhole), ...(isWhole && { day: counts.day }) };
    this.#parts.send(withList(head, 'rows', rows.map((row) => JSON.stringify(row)).join(',')));
  }

  async #sendAlerts({ place }: PastFold, wasMs: number): Promise<void> {
    if (!this.#parts.topics.includes('alerts')) return;
    if (await this.#readDuty(place.ms)) this.#owed.add('alerts');
    if (!this.#alerts) return;
    const isWhole = this.#owed.delete('alerts');
    const told = isWhole ? this.#alerts.at(place.ms) : this.#alerts.changed(wasMs, place.ms);
    if (!isWhole && told.alerts.length + told.incidents.length === 0) return;
    this.#parts.send(new Frame(JSON.stringify({ ...this.#headOf('alerts', isWhole), ...told })));
  }

  #headOf(topic: 'counts' | 'alerts', isWhole: boolean): object {
    const to = (this.#offsets[topic] += 1);
    const head = { topic, epoch: 'replay' };
    return isWhole ? { type: 'snapshot', ...head, offset: to } : { type: 'delta', ...head, from: to - 1, to };
  }

  /** Reads alerts and incidents around a moment, unless what is held reaches there; returns whether it did. */
  async #readDuty(atMs: number): Promise<boolean> {
    const held = this.#alerts;
    const realMs = this.#parts.realMs();
    if (held && atMs >= held.fromMs && (atMs <= held.toMs || realMs - this.#dutyReadMs < dutyReadAgainMs)) return false;
    const { pool, asked } = this.#parts;
    const head = await findPastPlace(pool, { world: asked.world, atMs: atMs + dutyAheadMs });
    const span = { fromMs: atMs - hourMs, toMs: Math.max(atMs, head?.ms ?? atMs) };
    this.#alerts = new PastAlerts(await readPastDuty(pool, { world: asked.world, ...span }), { ...span, fromMs: atMs });
    this.#dutyReadMs = realMs;
    return true;
  }

  #tell(message: ServerMessage): void {
    this.#parts.send(new Frame(JSON.stringify(message)));
  }
}
