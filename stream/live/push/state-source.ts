import type { LiveState } from '../state/live-state.ts';
import { Frame } from './frame.ts';
import type { DirtyKeys, TopicSource } from './topic-source.ts';

/** The state of one world as a topic. Assets' texts are made once per change and shared by all rates. */
export function createStateSource(live: LiveState, world: string, isCaughtUp: () => boolean): TopicSource {
  let snapshot: { generation: number; seq: number; frame: Frame } | undefined;

  const textsOf = (assets: Iterable<string>): string => {
    const texts: string[] = [];
    for (const asset of assets) {
      const text = live.assetText(world, asset);
      if (text !== undefined) texts.push(text);
    }
    return texts.join(',');
  };

  return {
    topic: 'state',
    position: () => (isCaughtUp() ? { generation: live.generation, offset: live.seq } : null),
    snapshot: () => {
      const { generation, seq, epoch } = live;
      if (snapshot?.generation === generation && snapshot.seq === seq) return snapshot.frame;
      const head = { type: 'snapshot', topic: 'state', epoch, offset: seq, recent: live.recentOf(world) };
      const frame = withList(head, 'assets', textsOf(live.assetsOf(world)));
      snapshot = { generation, seq, frame };
      return frame;
    },
    delta: (from, keys, isProbe) => {
      const { epoch, seq: to } = live;
      const head = { type: 'delta', topic: 'state', epoch, from, to, recent: live.recentOf(world, from) };
      return withList(isProbe ? { ...head, receivedMs: receivedMsOf(keys) } : head, 'assets', textsOf(keys.keys()));
    },
  };
}

/** An object's JSON with one list more, of members that are JSON already. */
export function withList(head: object, name: string, members: string): Frame {
  return new Frame(`${JSON.stringify(head).slice(0, -1)},"${name}":[${members}]}`);
}

function receivedMsOf(keys: DirtyKeys): Record<string, number> {
  return Object.fromEntries([...keys].map(([asset, received]) => [asset, Date.parse(received)]));
}
