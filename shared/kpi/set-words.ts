import type { Says } from '../wire/duty.ts';

/** What all units of a kind are called together. */
const ofKind: Readonly<Record<string, Says>> = {
  phuong: { vi: 'các phường', en: 'wards' },
  xa: { vi: 'các xã', en: 'communes' },
  dac_khu: { vi: 'các đặc khu', en: 'special zones' },
};

/** The name of a set of units that is all of a kind, such as `type:phuong`; undefined: it is no such set. */
export function nameOfKindSet(set: string): Says | undefined {
  const [, kind] = /^type:(.+)$/.exec(set) ?? [];
  return kind !== undefined && Object.hasOwn(ofKind, kind) ? ofKind[kind] : undefined;
}
