/** What a key does on the desk. */
export const deskKeys = {
  j: 'next',
  k: 'previous',
  a: 'acknowledge',
  e: 'escalate',
  n: 'open',
  t: 'note',
  u: 'undo',
  m: 'map',
  '.': 'take_in',
  '/': 'search',
  '?': 'help',
} as const;
export type DeskKey = keyof typeof deskKeys;
export type KeyAct = (typeof deskKeys)[DeskKey];

/** A press of a key, as far as it matters. */
export type KeyPress = {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly metaKey: boolean;
  readonly isComposing: boolean;
  readonly repeat: boolean;
};

export type KeyPlace = {
  /** Single keys can be switched off (WCAG 2.1.4): whoever speaks to the machine would act by accident. */
  readonly isOn: boolean;
  /** The keyboard is in a field, where letters are letters. */
  readonly isWriting: boolean;
  /** A dialog is open: its keys are its own. */
  readonly isInDialog: boolean;
};

/** Acts that a key held down must not do again and again. */
const once: readonly KeyAct[] = ['acknowledge', 'escalate', 'open', 'note', 'undo', 'help', 'search', 'map', 'take_in'];

/** The act a press stands for, or null: with a modifier, while writing, in a dialog or switched off it stands for none. */
export function keyAct(press: KeyPress, { isOn, isWriting, isInDialog }: KeyPlace): KeyAct | null {
  if (!isOn || isWriting || isInDialog) return null;
  if (press.ctrlKey || press.altKey || press.metaKey || press.isComposing) return null;
  const key = press.key.length === 1 ? press.key.toLowerCase() : press.key;
  const act = Object.hasOwn(deskKeys, key) ? deskKeys[key as DeskKey] : null;
  return act !== null && press.repeat && once.includes(act) ? null : act;
}
