import type { PushTopic } from '#shared/wire/push.ts';
import type { Frame } from './frame.ts';

/** What changed, by key: assets with the receipt time of their newest event, or counts rows. */
export type DirtyKeys = ReadonlyMap<string, string>;

/** Where a topic of one world stands. Another generation means that what a screen holds cannot be moved on, only replaced. */
export type Position = { readonly generation: number; readonly offset: number };

/** One topic of one world: where it stands, and its messages ready to send. */
export type TopicSource = {
  readonly topic: PushTopic;
  /** null while there is nothing true to send. */
  readonly position: () => Position | null;
  readonly snapshot: () => Frame;
  /** Everything of `keys` as it stands now, for a screen that holds offset `from`. */
  readonly delta: (from: number, keys: DirtyKeys, isProbe: boolean) => Frame;
};
