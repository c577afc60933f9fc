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
  /** Whether the picture is, to the pixel, the one that a map opened at the end draws. */
  readonly differingPixels: number;
};
