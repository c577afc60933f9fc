import type { RefusedEvent } from '../quarantine/refused-event.ts';
import { describeItem } from '../verdicts/describe-item.ts';
import { parseJson } from '../verdicts/parse-json.ts';

/** Why an event of this id was refused, and when. */
export type RefusedId = { readonly at: string; readonly problem: string; readonly path?: string };

/** The newest refused ids of each source, in memory; after a start as many as quarantine still holds. */
export type RefusedIds = {
  readonly note: (world: string, source: string, id: string, refused: RefusedId) => void;
  /** Takes in what was refused before this door started. */
  readonly noteKept: (event: RefusedEvent) => void;
  readonly find: (world: string, isOwn: (source: string) => boolean, id: string) => RefusedId | undefined;
};

const idsPerSource = 2_000;

/** Begins with none. */
export function createRefusedIds(): RefusedIds {
  const sources = new Map<string, { world: string; source: string; ids: Map<string, RefusedId> }>();
  const note = (world: string, source: string, id: string, refused: RefusedId): void => {
    const name = `${world} ${source}`;
    let own = sources.get(name);
    if (!own) sources.set(name, (own = { world, source, ids: new Map() }));
    const known = own.ids.get(id);
    if (known && known.at > refused.at) return;
    // The newest go last, so that the first is the one to forget.
    own.ids.delete(id);
    own.ids.set(id, refused);
    const [oldest] = own.ids.keys();
    if (own.ids.size > idsPerSource && oldest !== undefined) own.ids.delete(oldest);
  };
  return {
    note,
    noteKept: ({ world, source, at, problem, path, text }) => {
      const parsed = parseJson(Buffer.from(text));
      const { id } = 'value' in parsed ? describeItem(parsed.value) : {};
      if (id !== undefined) note(world, source, id, { at, problem, ...(path !== undefined && { path }) });
    },
    find: (world, isOwn, id) =>
      [...sources.values()]
        .filter((own) => own.world === world && isOwn(own.source))
        .flatMap(({ ids }) => ids.get(id) ?? [])
        .sort((a, b) => b.at.localeCompare(a.at))[0],
  };
}
