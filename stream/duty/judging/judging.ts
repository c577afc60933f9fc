import type { AcceptedEvent } from '#shared/events/envelope.ts';
import { readFrame } from '#shared/events/read-frame.ts';
import { applyEvent } from '#shared/fold/apply-event.ts';
import { decodeState, encodeState, type StateImage } from '#shared/fold/encode-state.ts';
import { createState, type FoldState } from '#shared/fold/fold-state.ts';
import { toAssetView } from '#shared/fold/to-asset-view.ts';
import type { Baselines } from '#shared/rules/baseline.ts';
import type { RuleCity } from '#shared/rules/city.ts';
import type { EvaluatorImage } from '#shared/rules/image.ts';
import type { Rule } from '#shared/rules/rule.ts';
import type { CivilCalendar } from '#shared/time/civil-day.ts';
import type { AssetView } from '#shared/wire/push.ts';
import type { FoundTransition } from '../alerts/store-transitions.ts';
import { createWorldJudge, type WorldJudge } from './world-judge.ts';

/** By what worlds are judged. */
export type Lawbook = { readonly rules: readonly Rule[]; readonly city: RuleCity; readonly version: string };

/** Where judging goes on from. */
export type JudgingStart = {
  readonly stream: string;
  /** Of the fold. */
  readonly seq: number;
  readonly fold: StateImage | undefined;
  readonly images: readonly { readonly world: string; readonly seq: number; readonly image: EvaluatorImage }[];
};

/** What frames brought. `ticked`: worlds whose clock moved, with when the door received the tick. */
export type Taken = {
  readonly found: FoundTransition[];
  readonly ticked: Map<string, { readonly time: string; readonly receivedMs: number }>;
};

type Options = {
  readonly start: JudgingStart;
  readonly lawbook: Lawbook;
  readonly baselinesOf: (world: string) => Baselines;
  readonly calendar: CivilCalendar;
  readonly isCaughtUp: () => boolean;
  /** Whether the writer is heard. */
  readonly areCountsKnown: () => boolean;
  /** A world is judged that was not before: its counts are wanted. */
  readonly onWorld: (judge: WorldJudge) => void;
};

/** The fold of the log and every world judged over it, from a place in the log on. */
export type Judging = {
  readonly stream: string;
  readonly seq: () => number;
  readonly take: (seq: number, frame: string) => Taken;
  readonly worlds: () => ReadonlyMap<string, WorldJudge>;
  readonly viewOf: (world: string, asset: string) => AssetView | undefined;
  readonly foldImage: () => StateImage;
  /** Worlds that the fold has let go of since this was asked before: they are over. */
  readonly takeEnded: () => string[];
  /** Judges by other rules from here on; what is still asked keeps how far it came. */
  readonly changeLaw: (lawbook: Lawbook) => void;
  readonly poison: () => number;
};

/** Takes up judging where it stood. */
export function createJudging({
  start,
  calendar,
  isCaughtUp,
  areCountsKnown,
  onWorld,
  baselinesOf,
  ...options
}: Options): Judging {
  const fold: FoldState = start.fold ? decodeState(start.fold) : createState();
  const worlds = new Map<string, WorldJudge>();
  const viewOf = (world: string, asset: string): AssetView | undefined => viewIn(fold, world, asset);
  let lawbook = options.lawbook;
  let [seq, poison] = [start.seq, 0];
  let folded: ReadonlySet<string> = new Set(fold.worlds.keys());

  const over = new Set<string>();
  for (const { world, seq: imageSeq, image } of start.images) {
    // What the fold knew no more when it was kept has ended before.
    if (start.fold && imageSeq <= start.seq && !fold.worlds.has(world)) over.add(world);
    else judge(world, { image, imageSeq });
  }

  return {
    stream: start.stream,
    seq: () => seq,
    take: (at, frame) => {
      const taken: Taken = { found: [], ticked: new Map() };
      const read = readFrame(frame);
      poison += read.poison.length;
      for (const { event } of read.events) takeEvent(event, at, taken);
      seq = at;
      return taken;
    },
    worlds: () => worlds,
    viewOf,
    foldImage: () => encodeState(fold),
    takeEnded: () => {
      const ended = [...over, ...folded].filter((world) => !fold.worlds.has(world));
      over.clear();
      folded = new Set(fold.worlds.keys());
      for (const world of ended) worlds.delete(world);
      return ended;
    },
    changeLaw: (next) => {
      lawbook = next;
      for (const { world, image, imageSeq } of [...worlds.values()]) {
        judge(world, { image: image(), imageSeq: imageSeq() });
      }
    },
    poison: () => poison,
  };

  function takeEvent(event: AcceptedEvent, at: number, { found, ticked }: Taken): void {
    const { world, type, time, receivedtime, data } = event;
    const changed = foldIn(fold, event, calendar);
    if (!changed) {
      poison += 1;
      return;
    }
    let one = worlds.get(world);
    if (!one && type === 'clock.tick') {
      one = judge(world);
      // Judged from its first tick on, with all that is known of it by then.
      for (const asset of fold.worlds.get(world)?.assets.keys() ?? []) one.noteChanged(asset);
    }
    if (!one || at <= one.imageSeq()) return;
    changed.forEach(one.noteChanged);
    if (type !== 'clock.tick') return;
    const receivedMs = Date.parse(receivedtime);
    const known = { isCaughtUp: isCaughtUp(), areCountsKnown: areCountsKnown() };
    for (const transition of one.tick({ seq: at, time, speed: Number(data['speed']), ...known })) {
      found.push({ transition, seq: at, receivedMs });
    }
    ticked.set(world, { time, receivedMs });
  }

  function judge(world: string, from?: { readonly image: EvaluatorImage; readonly imageSeq: number }): WorldJudge {
    const { rules, city } = lawbook;
    const options = { world, rules, city, baselines: baselinesOf(world), imageSeq: 0, ...from };
    const made = createWorldJudge(options, (asset) => viewOf(world, asset));
    worlds.set(world, made);
    onWorld(made);
    return made;
  }
}

/** The assets that an event changed; undefined for one that cannot be folded, which stands in nobody's way. */
function foldIn(fold: FoldState, event: AcceptedEvent, calendar: CivilCalendar): readonly string[] | undefined {
  try {
    return applyEvent(fold, event, calendar);
  } catch {
    return undefined;
  }
}

function viewIn({ worlds }: FoldState, world: string, asset: string): AssetView | undefined {
  const known = worlds.get(world)?.assets.get(asset);
  return known && toAssetView(known);
}
