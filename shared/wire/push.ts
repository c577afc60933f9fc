import type { FactValue } from '../events/kind.ts';
import type { CountRow } from './counts.ts';
import type { AlertView, IncidentView } from './duty.ts';

/**
 * The protocol between `live` and a screen: JSON text frames over WebSocket at
 * `/live?world=<world>&hz=<1..50>&topics=<state,counts,alerts>`; without `topics` it gets state and counts. Alerts are for who
 * may see them (`alert.see`), an account of a unit gets its unit's; a wall token gets them without the names of who has them
 * (`alert.count`).
 *
 * After `hello` the server sends one snapshot per topic, then deltas. A delta carries `(from, to]`: apply it only when
 * `epoch` and `from` equal what you hold; at any doubt send `{"type":"resync","topic":…}` and take the snapshot that
 * follows. Assets, rows, alerts and incidents in a delta replace what you hold of them whole. A screen that does not drain is sent merged
 * state, then is cut with code 4008; reconnecting starts over with snapshots.
 *
 * The past is asked for at the same address, by `replay.ts`, and told in the same messages.
 *
 * Close codes: 4001 not allowed (log in again), 4008 too slow, 4009 protocol error, 4010 the replay is over or cannot be,
 * 1001 server going away.
 *
 * Versions (subprotocol `vonglau.<n>`):
 * 1  hello, snapshot, delta, tick; topics state and counts, and alerts for who asks for it.
 */
export const pushProtocol = 'vonglau.1';

/** The most due times a view of open items tells. */
export const mostDueTimes = 100;

export const pushTopics = ['state', 'counts', 'alerts'] as const;
export type PushTopic = (typeof pushTopics)[number];

/** A last-known value and when it held, in the world's time. */
export type FieldView = { readonly value: FactValue; readonly time: string };

/**
 * Open items of one sort at one asset; `items` holds the oldest few. `due`, where more are open than those and some bear a
 * due time: the earliest hundred due times, each with how many items bear it.
 */
export type OpenView = {
  readonly count: number;
  readonly due?: readonly (readonly [time: string, items: number])[];
  readonly items: readonly { readonly key: string; readonly since: string; readonly value: FactValue }[];
};

/**
 * What is known of one asset now. `seen` is the time of its newest event of any type, `pulse` that of its newest event of a
 * kind that promises an interval: a report filed at a kiosk does not prove that the kiosk is alive.
 */
export type AssetView = {
  readonly asset: string;
  readonly unit: string;
  readonly seen: string;
  readonly pulse: string | null;
  readonly fields: Readonly<Record<string, FieldView>>;
  readonly open: Readonly<Record<string, OpenView>>;
};

/** One of the newest events, for the eye: newest first. */
export type RecentEvent = {
  readonly type: string;
  readonly time: string;
  readonly asset: string;
  readonly unit: string;
};

export type ServerMessage =
  | {
      readonly type: 'hello';
      readonly protocol: typeof pushProtocol;
      readonly city: string;
      readonly world: string;
      /** IANA zone of the city's civil day. */
      readonly timeZone: string;
    }
  | {
      readonly type: 'snapshot';
      readonly topic: 'state';
      readonly epoch: string;
      readonly offset: number;
      readonly assets: readonly AssetView[];
      readonly recent: readonly RecentEvent[];
    }
  | {
      readonly type: 'snapshot';
      readonly topic: 'counts';
      readonly epoch: string;
      readonly offset: number;
      /** The world's civil day; rows are that day's, of the city and of units, assets left out. */
      readonly day: string;
      readonly rows: readonly CountRow[];
    }
  | {
      readonly type: 'snapshot';
      readonly topic: 'alerts';
      readonly epoch: string;
      /** Number of the last change of the duty process. */
      readonly offset: number;
      /** Open ones, and those closed within the last hour. */
      readonly alerts: readonly AlertView[];
      readonly incidents: readonly IncidentView[];
    }
  | {
      readonly type: 'delta';
      readonly topic: 'state';
      readonly epoch: string;
      readonly from: number;
      readonly to: number;
      readonly assets: readonly AssetView[];
      /** At most the newest 50. */
      readonly recent: readonly RecentEvent[];
      /** Present on a measuring connection (`&probe=1`): receipt times (ms) of the events in this delta, by asset. */
      readonly receivedMs?: Readonly<Record<string, number>>;
    }
  | {
      readonly type: 'delta';
      readonly topic: 'counts';
      readonly epoch: string;
      readonly from: number;
      readonly to: number;
      readonly rows: readonly CountRow[];
    }
  | {
      readonly type: 'delta';
      readonly topic: 'alerts';
      readonly epoch: string;
      readonly from: number;
      readonly to: number;
      readonly alerts: readonly AlertView[];
      readonly incidents: readonly IncidentView[];
    }
  | {
      readonly type: 'tick';
      /** The server's real time, ISO. */
      readonly realTime: string;
      /** The world's time by its newest `clock.tick` in the log; null before the first. */
      readonly worldTime: string | null;
      readonly speed: number;
      /** EVENTS sequence applied to the state. */
      readonly stateOffset: number;
      /** Seconds since the writer last committed; null when it has not been heard since this server started. */
      readonly countsAgeS: number | null;
      /** Seconds since the duty process last judged; null when it has not been heard since this server started. */
      readonly dutyAgeS: number | null;
    };

export type ClientMessage = { readonly type: 'resync'; readonly topic: PushTopic };

/**
 * How often the server ticks (it does not while a running world's clock is silent: a tick vouches for the whole path), and how
 * long a screen waits before it warns and before it turns grey.
 */
export const tickEveryMs = 5_000;
export const warnWithoutTickMs = 10_000;
export const greyWithoutTickMs = 15_000;
