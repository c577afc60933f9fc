import { isSameEvent, type AssetState, type Origin } from './fold-state.ts';
import { removeItem } from './apply-fact.ts';

/**
 * Takes back what a withdrawn event said: items it opened go (unless another event opened them too), a field it had the
 * last word on becomes absent. An item it closed stays closed. Returns whether anything changed.
 */
export function withdrawEvent(asset: AssetState, event: Pick<Origin, 'id' | 'source'>): boolean {
  let changed = false;
  for (const [name, field] of asset.fields) {
    if (field.value === null || !isSameEvent(field.origin, event)) continue;
    asset.fields.set(name, { origin: field.origin, value: null });
    changed = true;
  }
  for (const [sort, items] of asset.open) {
    for (const [key, openers] of items) {
      const at = openers.findIndex((opener) => isSameEvent(opener.origin, event));
      if (at < 0) continue;
      openers.splice(at, 1);
      if (openers.length === 0) removeItem(asset, sort, key);
      changed = true;
    }
  }
  return changed;
}
