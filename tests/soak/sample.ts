/** What one process was seen to take at one moment. */
export type Sample = {
  /** Seconds since the load began. */
  readonly atS: number;
  readonly pid: number;
  /** Proportional set size of it and its children: shared pages count once over all who share them. */
  readonly pssMib: number;
  /** Open file descriptors of it and its children. */
  readonly handles: number;
  /** 99th percentile of the event loop's delay since the sample before; null where it is not told. */
  readonly loopMs: number | null;
};

/** The whole system at one moment. */
export type SystemSample = { readonly atS: number; readonly lagFrames: number; readonly sentPerS: number };

export type Kill = { readonly atS: number; readonly process: string };

/** All that a run saw, by process in the order they are drawn. */
export type Recording = {
  readonly minutes: number;
  readonly samples: ReadonlyMap<string, readonly Sample[]>;
  readonly system: readonly SystemSample[];
  readonly kills: readonly Kill[];
};
