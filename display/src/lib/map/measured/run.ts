/** What the bench says to the page: how the map is brought up to date, how large the city is, how it changes. */
export type Run = {
  readonly way: 'ours' | 'plain';
  readonly assets: number;
  readonly updates: number;
  readonly updatesPerS: number;
  readonly changesPerUpdate: number;
  /** Names keep to where they were while there is room, so a map opened later may draw them elsewhere. */
  readonly hasNames: boolean;
};

/** What the page saw while it was updated. */
export type Seen = {
  readonly longestTaskMs: number;
  readonly longTasks: number;
  /** Of the whole life of the page. */
  readonly layoutShift: number;
  /** Channels of pixels that are seen to differ from a map opened at the end, and the most that any differs. */
  readonly differingChannels: number;
  readonly mostDiffering: number;
};
