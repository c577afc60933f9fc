import { hashToken } from '#shared/access/token.ts';
import type { Viewer } from './viewer.ts';

/** Who was let in lately. */
export type ViewerMemory = {
  /** null: nobody is behind these tokens (any more), and they are forgotten. */
  readonly note: (tokens: readonly string[], viewer: Viewer | null) => void;
  readonly recall: (tokens: readonly string[]) => Viewer | null;
};

const rememberedMs = 3_600_000;
const rememberedViewers = 1_000;

/**
 * Remembers for an hour who was found behind which tokens. Only the page that tells that the database is away asks for
 * it, and only while the database is away. Tokens are kept as hashes. `now` counts milliseconds, monotonic.
 */
export function createViewerMemory(now: () => number): ViewerMemory {
  const known = new Map<string, { readonly viewer: Viewer; readonly atMs: number }>();
  const keyOf = (tokens: readonly string[]): string => tokens.map(hashToken).join();
  return {
    note: (tokens, viewer) => {
      const key = keyOf(tokens);
      known.delete(key);
      if (!viewer) return;
      known.set(key, { viewer, atMs: now() });
      const oldest = known.keys().next();
      if (known.size > rememberedViewers && !oldest.done) known.delete(oldest.value);
    },
    recall: (tokens) => {
      const found = known.get(keyOf(tokens));
      return found && now() - found.atMs < rememberedMs ? found.viewer : null;
    },
  };
}
