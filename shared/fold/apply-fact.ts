import type { Fact } from '../events/kind.ts';
import { compareOrigins, isSameEvent, type AssetState, type FieldState, type Origin } from './fold-state.ts';

/** Folds one fact of an event into its asset; a withdrawn event's `set` leaves the field absent. Returns whether it changed anything. */
export function applyFact(
  asset: AssetState,
  fact: Fact,
  { origin, isWithdrawn }: { readonly origin: Origin; readonly isWithdrawn: boolean },
): boolean {
  if ('set' in fact) {
    if (!hasLastWord(asset.fields.get(fact.set), origin, isWithdrawn)) return false;
    asset.fields.set(fact.set, { origin, value: isWithdrawn ? null : fact.value });
    return true;
  }
  if ('close' in fact) return removeItem(asset, fact.close, fact.key);
  return addOpener(asset, fact, origin);
}

/** Takes an item out of its sort, and the sort with its last item. */
export function removeItem(asset: AssetState, sort: string, key: string): boolean {
  const items = asset.open.get(sort);
  if (!items?.delete(key)) return false;
  if (items.size === 0) asset.open.delete(sort);
  return true;
}

/** After a withdrawal anything of the same time may step in: a correction often bears the time of what it corrects. */
function hasLastWord(field: FieldState | undefined, origin: Origin, isWithdrawn: boolean): boolean {
  if (!field) return true;
  if (field.value === null && !isWithdrawn)
    return origin.time >= field.origin.time && !isSameEvent(origin, field.origin);
  return compareOrigins(origin, field.origin) > 0;
}

function addOpener(asset: AssetState, fact: Extract<Fact, { open: string }>, origin: Origin): boolean {
  let items = asset.open.get(fact.open);
  if (!items) {
    items = new Map();
    asset.open.set(fact.open, items);
  }
  const openers = items.get(fact.key);
  const opener = { origin, value: fact.value };
  if (!openers) {
    items.set(fact.key, [opener]);
    return true;
  }
  if (openers.some((known) => isSameEvent(known.origin, origin))) return false;
  openers.push(opener);
  openers.sort((a, b) => compareOrigins(b.origin, a.origin));
  return true;
}
