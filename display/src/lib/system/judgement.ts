import type { ConditionState } from '#shared/wire/health.ts';
import type { ToldCondition } from './system-report.ts';

/** The servers that the processes stand on: the log in NATS, the database, the mirror in Redis. */
export const serverNames = ['log', 'database', 'mirror'] as const;
export type ServerName = (typeof serverNames)[number];

/** How a part stands, in a word: `silent` does not answer, `unasked` is not watched, `idle` answers but does no work. */
export type Standing = 'running' | 'warned' | 'failing' | 'idle' | 'silent' | 'unasked' | 'unseen';

/** A process or a server of the path, judged. */
export type Part = {
  readonly state: ConditionState;
  readonly standing: Standing;
  /** For how many seconds it has been silent; null unless it is. */
  readonly silentS: number | null;
};

/** A condition with who told it and when; of a silent process it is only a memory. */
export type ConditionLine = ToldCondition & {
  readonly toldBy: string;
  readonly toldAt: string;
  readonly remembered: boolean;
};

/** The whole platform at one moment. */
export type SystemJudgement = {
  readonly atMs: number;
  readonly worst: ConditionState;
  readonly processes: ReadonlyMap<string, Part>;
  readonly servers: Readonly<Record<ServerName, Part>>;
  /** Worst first. */
  readonly conditions: readonly ConditionLine[];
};
