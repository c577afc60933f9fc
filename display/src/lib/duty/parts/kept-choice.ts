/** Choices that a person makes once for this browser. */
export type ChoiceName = 'duty.sound' | 'duty.keys';

/** What was chosen before; `otherwise` where nothing was, or the browser keeps nothing. */
export function readChoice(name: ChoiceName, otherwise: boolean): boolean {
  try {
    const kept = localStorage.getItem(name);
    return kept === null ? otherwise : kept === 'on';
  } catch {
    return otherwise;
  }
}

/** Keeps a choice for the next time; a browser that keeps nothing asks again. */
export function keepChoice(name: ChoiceName, isOn: boolean): void {
  try {
    localStorage.setItem(name, isOn ? 'on' : 'off');
  } catch {
    // A private window: the choice holds until it is closed.
  }
}
