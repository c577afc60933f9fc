import { mirrorKeys } from '#shared/wire/mirror.ts';
import type { AssetView } from '#shared/wire/push.ts';
import { resources } from '../../server/resources.ts';

/**
 * The present state of some assets as the live process mirrors it; what never reported has no entry. null: the mirror
 * cannot be read or is not whole, which says nothing of any asset. Never rejects.
 */
export async function readAssetViews(
  world: string,
  codes: readonly string[],
): Promise<ReadonlyMap<string, AssetView> | null> {
  const { redis, config } = resources();
  if (codes.length === 0) return new Map();
  const { state, seq } = mirrorKeys(config.VONGLAU_CITY, world);
  try {
    const [isWhole, texts] = await Promise.all([redis.exists(seq), redis.hmget(state, ...codes)]);
    if (isWhole !== 1) return null;
    return new Map(
      codes.flatMap((code, at) => {
        const text = texts[at];
        return text ? [[code, JSON.parse(text) as AssetView] as const] : [];
      }),
    );
  } catch {
    return null;
  }
}
