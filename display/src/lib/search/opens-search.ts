import type { KeyPlace, KeyPress } from '../duty/keys/key-act.ts';

/** A press that opens the search: `/` where single keys are on and mean nothing else, and Ctrl+K (⌘K) everywhere. */
export function opensSearch(
  press: KeyPress,
  { isOn, isWriting, isInDialog, isTaken }: KeyPlace & { readonly isTaken: boolean },
): boolean {
  if (isInDialog || press.isComposing || press.altKey || press.repeat) return false;
  if (press.ctrlKey !== press.metaKey) return press.key.toLowerCase() === 'k';
  return press.key === '/' && !press.ctrlKey && isOn && !isWriting && !isTaken;
}
