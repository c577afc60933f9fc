import type { Hours } from '../rules/expected.ts';
import type { AlertView, Silencing } from '../wire/duty.ts';
import { isOn, isSameSilencing, isShelved, silencingOf, type MaintenanceWindow, type Shelf } from './silencing.ts';

/** An open alert, as far as persons and time have a say in it. */
export type OpenAlert = Pick<
  AlertView,
  'id' | 'rule' | 'target' | 'labels' | 'silencing' | 'acknowledgement' | 'isLate'
>;

/** A world at an instant: what is open, and what silences it. */
export type Standing = {
  readonly nowMs: number;
  /** Whether its log is being caught up with: what is found is not news. */
  readonly isLate: boolean;
  readonly alerts: readonly OpenAlert[];
  readonly shelves: readonly Shelf[];
  readonly windows: readonly MaintenanceWindow[];
};

/** What of an alert is different now; what is not named is as it was. */
export type Laid = {
  readonly id: number;
  /** Whose acknowledgement has run out. */
  readonly expired?: string;
  readonly silencing?: { readonly before: Silencing | null; readonly after: Silencing | null };
  /** It was found late, still holds, and is told now. */
  readonly isToldLate?: true;
};

/** What time does to a world by itself. */
export type LaidOver = {
  readonly shelvesEnded: readonly number[];
  readonly windowsEnded: readonly number[];
  /** Shelves for once that have something under them from now on. */
  readonly shelvesUsed: readonly number[];
  readonly alerts: readonly Laid[];
};

/**
 * Lays acts and time over alerts: acknowledgements run out, shelves and windows begin and end, what was found late is told
 * once the log is caught up with. Conditions are none of its business. Doing it again at the same instant changes nothing.
 */
export function layOver({ nowMs, isLate, alerts, shelves, windows }: Standing, hours: Hours): LaidOver {
  const under = (shelf: Shelf): boolean => alerts.some((alert) => isShelved(shelf, alert));
  const isOver = (shelf: Shelf): boolean =>
    Date.parse(shelf.until) <= nowMs || (shelf.oneShot && shelf.hasSilenced && !under(shelf));
  const shelvesEnded = shelves.filter(isOver);
  const windowsEnded = windows.filter(({ to }) => Date.parse(to) <= nowMs);
  const silences = {
    shelves: shelves.filter((shelf) => !shelvesEnded.includes(shelf)),
    windows: windows.filter((window) => isOn(window, nowMs, hours)),
  };
  return {
    shelvesEnded: shelvesEnded.map(({ id }) => id),
    windowsEnded: windowsEnded.map(({ id }) => id),
    shelvesUsed: silences.shelves
      .filter((shelf) => shelf.oneShot && !shelf.hasSilenced && under(shelf))
      .map(({ id }) => id),
    alerts: alerts.flatMap((alert): Laid[] => {
      const { id, acknowledgement, silencing: before } = alert;
      const after = silencingOf(alert, silences);
      const laid: Laid = {
        id,
        ...(acknowledgement && Date.parse(acknowledgement.until) <= nowMs && { expired: acknowledgement.by }),
        ...(!isSameSilencing(before, after) && { silencing: { before, after } }),
        ...(alert.isLate && !isLate && { isToldLate: true as const }),
      };
      return Object.keys(laid).length > 1 ? [laid] : [];
    }),
  };
}
