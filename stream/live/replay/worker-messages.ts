import type { PushTopic } from '#shared/wire/push.ts';

/** What a replay's thread is started with, before anybody asks for a replay. */
export type ReplayTask = {
  readonly databaseUrl: string;
  readonly city: string;
  readonly timeZone: string;
  readonly packVersion: string;
};

/** What one screen sees of the past. */
export type ReplaySight = { readonly world: string; readonly topics: readonly PushTopic[] };

/** To a moment, or on from where it stands. */
type Onward =
  | { readonly do: 'go'; readonly atMs: number; readonly speed: number }
  | { readonly do: 'pace'; readonly speed: number };

/**
 * What it is told. `open` comes first, and once. `greet`: a screen has come, takes deflated frames or not, and is shown nothing but what it asks for. `taken`: the
 * oldest frame is on its way.
 */
export type ToReplay =
  | ({ readonly do: 'open' } & ReplaySight)
  | { readonly do: 'greet'; readonly screen: number; readonly takesDeflated: boolean; readonly onward: Onward }
  | { readonly do: 'restart'; readonly topic: PushTopic }
  | { readonly do: 'taken' }
  | { readonly do: 'rest' };

/** What it tells the screen of that number: a WebSocket frame, or why it cannot go on. */
export type FromReplay = { readonly screen: number } & ({ readonly frame: Uint8Array } | { readonly failed: string });
