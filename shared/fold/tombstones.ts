/**
 * What must not come back within a service day: items that were closed, events that were withdrawn.
 *
 * A busy city closes half a million items a day, and each is one number here: 53 bits of a hash, so that holding and
 * checkpointing them costs little. Two names meeting in one hash (odds of one in ten billion for a new item on such a
 * day) would keep an item from showing as open; no count depends on it.
 */
export type Tombstones = Map<string, Set<number>>;

/** Buries a name until the end of `day`. Returns whether it was not buried before. */
export function bury(tombstones: Tombstones, day: string, name: string): boolean {
  const hash = hashOf(name);
  for (const hashes of tombstones.values()) if (hashes.has(hash)) return false;
  const hashes = tombstones.get(day);
  if (hashes) hashes.add(hash);
  else tombstones.set(day, new Set([hash]));
  return true;
}

/** Whether a name was buried on a day that has not ended. */
export function isBuried(tombstones: Tombstones, name: string): boolean {
  if (tombstones.size === 0) return false;
  const hash = hashOf(name);
  for (const hashes of tombstones.values()) if (hashes.has(hash)) return true;
  return false;
}

/** Forgets the days before `day`. */
export function dropDaysBefore(tombstones: Tombstones, day: string): void {
  for (const buried of tombstones.keys()) if (buried < day) tombstones.delete(buried);
}

/** 53 bits of two multiplicative hashes run side by side (cyrb53, public domain): quick, even, no secret. */
function hashOf(name: string): number {
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (let at = 0; at < name.length; at++) {
    const unit = name.charCodeAt(at);
    high = Math.imul(high ^ unit, 2_654_435_761);
    low = Math.imul(low ^ unit, 1_597_334_677);
  }
  high = Math.imul(high ^ (high >>> 16), 2_246_822_507) ^ Math.imul(low ^ (low >>> 13), 3_266_489_909);
  low = Math.imul(low ^ (low >>> 16), 2_246_822_507) ^ Math.imul(high ^ (high >>> 13), 3_266_489_909);
  return 4_294_967_296 * (2_097_151 & low) + (high >>> 0);
}
