import type { Fate } from '#shared/wire/receipts.ts';

/** An event that arrived with a test key, and what became of it. */
export type ArrivedEvent = {
  readonly id: string;
  readonly type: string;
  readonly time: string;
  readonly receivedTime: string;
  readonly asset: string;
  readonly unit: string;
  readonly fate: Fate;
  /** How often it came again. */
  readonly repeats: number;
  readonly data: unknown;
};

/** An event that was refused; `event` is what was sent, masked. */
export type RefusedArrival = {
  readonly id: string;
  readonly at: string;
  readonly problem: string;
  readonly path?: string;
  readonly reason: string;
  readonly type?: string;
  readonly event?: unknown;
};

/** Numbers of the days since the key was made. */
export type TryTotals = {
  readonly counted: number;
  readonly repeated: number;
  readonly conflicting: number;
  readonly refused: number;
  /** Accepted, and could not be counted. */
  readonly other: number;
};

/** What a test key's page shows; a part that cannot be read now is null. */
export type TryReport = {
  readonly at: string;
  readonly receipts: {
    readonly totals: TryTotals;
    readonly countedAt: string;
    readonly framesNotCounted: number;
  } | null;
  readonly events: readonly ArrivedEvent[];
  readonly refusals: readonly RefusedArrival[] | null;
};
