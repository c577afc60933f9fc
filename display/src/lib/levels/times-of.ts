import type { AcceptedEvent } from '#shared/events/envelope.ts';
import type { AssetKind } from '#shared/events/kind.ts';
import type { AssetView } from '#shared/wire/push.ts';

/**
 * Three times of an asset, because “unchanged for three hours” is not “silent for three hours”: when what it mainly says
 * last became different, when it last said it, and when anything of it was last heard. Milliseconds of the world.
 */
export type AssetTimes = {
  readonly changedMs: number | null;
  /** It has been the same at least since then; the change lies further back than was looked. */
  readonly sameSinceMs: number | null;
  readonly updatedMs: number | null;
  readonly reportedMs: number | null;
};

type Main = { readonly type: string; readonly field: string; readonly path: string };

/** What an asset of a kind mainly says; null: it has no such value. */
const mains: Readonly<Record<AssetKind, Main | null>> = {
  kiosk: { type: 'kiosk.heartbeat', field: 'heartbeat', path: 'healthy' },
  robot: { type: 'kiosk.heartbeat', field: 'heartbeat', path: 'healthy' },
  point: { type: 'counter.waiting', field: 'waiting', path: 'waiting' },
  branch: { type: 'counter.waiting', field: 'waiting', path: 'waiting' },
  parking: { type: 'parking.occupancy', field: 'occupancy', path: 'occupied' },
  system: { type: 'link.checked', field: 'link', path: 'ok' },
  hotline: null,
  chatbot: null,
};

/** Works them out from the latest events (newest first) and the state as it is mirrored (undefined: never heard). */
export function timesOf(kind: AssetKind, events: readonly AcceptedEvent[], view: AssetView | undefined): AssetTimes {
  const main = mains[kind];
  const said = main ? events.filter(({ type }) => type === main.type) : [];
  const [newest] = said;
  const updated = main ? (view?.fields[main.field]?.time ?? newest?.time) : undefined;
  const reported = latest(view?.seen, events[0]?.time);
  if (!main || !newest)
    return { changedMs: null, sameSinceMs: null, updatedMs: toMs(updated), reportedMs: toMs(reported) };
  const now = newest.data[main.path];
  const other = said.findIndex(({ data }) => data[main.path] !== now);
  // The oldest event of the same value, after the newest of another.
  const first = other === -1 ? said.at(-1) : said[other - 1];
  const firstMs = toMs(first?.time);
  return {
    changedMs: other === -1 ? null : firstMs,
    sameSinceMs: other === -1 ? firstMs : null,
    ...{ updatedMs: toMs(updated), reportedMs: toMs(reported) },
  };
}

function latest(a: string | undefined, b: string | undefined): string | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return Date.parse(a) >= Date.parse(b) ? a : b;
}

function toMs(time: string | undefined): number | null {
  return time === undefined ? null : Date.parse(time);
}
