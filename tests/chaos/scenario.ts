import type { OwnServer, OwnServerOptions, ServerName } from '../support/own-server.ts';
import type { FaultProxy } from '../support/fault-proxy.ts';
import type { Random } from './driver/random.ts';
import type { City, CityOptions } from './harness/city.ts';

/** A failure, what must hold through it, and how it is brought about. Files in `scenarios/` export a list `scenarios`. */
export type Scenario = {
  /** Its number in the table of failures, as `F01`. */
  readonly id: string;
  readonly title: string;
  /** What must hold, in one sentence. */
  readonly required: string;
  /** Why it cannot be tried on this machine; undefined when it can. */
  readonly whyNot?: () => string | undefined;
  /** Brings the failure about. The oracle judges every city it started after it returns; throwing is failing. */
  readonly run: (chaos: Chaos) => Promise<void>;
};

/** What a scenario works with. Everything it opens here is closed for it at the end. */
export type Chaos = {
  readonly seed: number;
  readonly random: Random;
  /** How long the long parts last; 0 in the short selection, 10 in a full run. */
  readonly minutes: number;
  /** From `least` (no minutes) to `most` (ten minutes and more): rounds, seconds, whatever a longer run has more of. */
  readonly upTo: (least: number, most: number) => number;
  /** The servers of the run: a scenario may kill and pause them, and leaves them to the runner to be started again. */
  readonly servers: Readonly<Record<ServerName, OwnServer>>;
  /** One more server, of this scenario alone. */
  readonly startServer: (name: ServerName, options?: OwnServerOptions) => Promise<OwnServer>;
  /** One more link; a city has its own. */
  readonly openProxy: (url: string) => Promise<FaultProxy>;
  /** Our real processes on the servers, under load, looked at by screens, judged by the oracle at the end. */
  readonly startCity: (options?: CityOptions) => Promise<City>;
  /** Does one harm; counted, and shown while it runs. */
  readonly inject: <Result>(what: string, harm: () => Result | Promise<Result>) => Promise<Result>;
  /** Measures how long something takes after the harm has ended; the longest stands in the report. Throws after `withinMs`. */
  readonly recovers: (what: string, recovery: Promise<unknown>) => Promise<number>;
  /** A requirement of this scenario beyond the oracle's. */
  readonly demand: (isTrue: boolean, otherwise: string) => void;
  /** Says in the verdict that this run was too short to judge all that is required, and how many minutes it takes. */
  readonly needsMinutes: (minutes: number) => void;
  /** A line that stays in the report. */
  readonly note: (line: string) => void;
  /** Something to be undone at the end, last first. */
  readonly later: (undo: () => unknown) => void;
};
