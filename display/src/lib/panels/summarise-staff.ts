import type { CityAsset } from '../city/city-view.ts';
import type { KnownAsset } from '../feed/screen-state.ts';
import { absent, type Figure } from './figure.ts';
import type { WallMoment } from './wall-moment.ts';

export type StaffSummary = {
  /** Officers and those transferred, on duty where it was told today. */
  readonly present: Figure;
  /** The establishment of the same places; null where it is not known of all. `placeholder`: worked out, not decreed. */
  readonly established: { readonly people: number; readonly placeholder: boolean } | null;
  /** Places that told today. */
  readonly from: number;
};

// Lawyers and volunteers serve beside the establishment, they fill none of its places.
const established = ['staff.officer', 'staff.transferred'] as const;

/** Staff on duty against the establishment. A shift is of its day: what a place told on another one is too old. */
export function summariseStaff(assets: readonly CityAsset[], moment: WallMoment): StaffSummary {
  const { state, nowMs, dayStartMs } = moment;
  const sinceMs = dayStartMs ?? Infinity;
  let present = 0;
  let people = 0;
  let placeholder = false;
  let isKnown = true;
  let from = 0;
  let asOfMs = 0;
  let toldEver = false;
  for (const { code, staff, placeholder: isPlaceholder } of assets) {
    const known = state.assets.get(code);
    if (!known) continue;
    const told = sumOf(known, sinceMs);
    toldEver ||= established.some((field) => known.fields[field] !== undefined);
    if (!told) continue;
    from++;
    present += told.people;
    asOfMs = Math.max(asOfMs, told.asOfMs);
    people += staff ?? 0;
    isKnown &&= staff !== undefined;
    placeholder ||= isPlaceholder;
  }
  if (nowMs === null) return { present: absent('no-clock'), established: null, from: 0 };
  if (from === 0) return { present: absent(toldEver ? 'old' : 'never'), established: null, from };
  return { present: { value: present, asOfMs }, established: isKnown ? { people, placeholder } : null, from };
}

/** People of the establishment as told since `sinceMs`; null when nothing was. */
function sumOf({ fields }: KnownAsset, sinceMs: number): { people: number; asOfMs: number } | null {
  const told = established.flatMap((role) => {
    const field = fields[role];
    const timeMs = Date.parse(field?.time ?? '');
    return typeof field?.value.present === 'number' && timeMs >= sinceMs
      ? [{ people: field.value.present, timeMs }]
      : [];
  });
  if (told.length === 0) return null;
  return {
    people: told.reduce((sum, { people }) => sum + people, 0),
    asOfMs: Math.max(...told.map(({ timeMs }) => timeMs)),
  };
}
