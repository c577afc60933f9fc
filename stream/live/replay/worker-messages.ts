import type { PushTopic } from '#shared/wire/push.ts';

/** What a replay's thread is started with. */
export type ReplayTask = {
  readonly databaseUrl: string;
  readonly city: string;
  readonly world: string;
  readonly timeZone: string;
  readonly packVersion: string;
  readonly topics: readonly PushTopic[];
};

/** What it is told. `greet`: a screen has come, and takes deflated frames or not. `taken`: the oldest frame is on its way. */
export type ToReplay =
  | { readonly do: 'greet'; readonly takesDeflated: boolean }
  | { readonly do: 'go'; readonly atMs: number; readonly speed: number }
  | { readonly do: 'pace'; readonly speed: number }
  | { readonly do: 'restart'; readonly topic: PushTopic }
  | { readonly do: 'taken' }
  | { readonly do: 'rest' };

/** What it tells: a WebSocket frame, or why it cannot go on. */
export type FromReplay = { readonly frame: Uint8Array } | { readonly failed: string };
