/** What a wall's page was seen to take at one moment. */
export type WallSample = {
  /** Seconds since the load began. */
  readonly atS: number;
  readonly heapMib: number;
  /** Tasks of the page's thread over 50 ms since the sample before, and the longest of them; 0: there was none. */
  readonly longTasks: number;
  readonly longestMs: number;
  /** Whether the wall says that what it shows is live. */
  readonly isLive: boolean;
};

/** What is left of a page once everything that can be was collected: before that, who is gone still counts. */
export type Collected = {
  readonly atS: number;
  readonly heapMib: number;
  readonly nodes: number;
  readonly listeners: number;
};

/** All that was seen of a page. */
export type WallRecording = {
  readonly minutes: number;
  readonly samples: readonly WallSample[];
  readonly collected: readonly Collected[];
  readonly load: readonly (readonly [atS: number, sentPerS: number])[];
};
