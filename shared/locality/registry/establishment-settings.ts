import { canonicalize } from 'json-canonicalize';
import { staffRoles } from '../../events/kinds/staff.ts';
import type { EstablishmentRow } from '../tables/establishment.ts';

/** What a point's establishment is kept under among the settings of the city, each point's by itself. */
const prefix = 'establishment:';

/** The setting of the city that is a point's establishment. */
export function establishmentKey(point: string): string {
  return `${prefix}${point}`;
}

/** Whether a setting of the city is a point's establishment. */
export function isEstablishment(key: unknown): boolean {
  return typeof key === 'string' && key.startsWith(prefix);
}

/** The establishment as settings of the city: a key for each point, its rows in one order whatever the file's. */
export function toEstablishmentSettings(rows: readonly EstablishmentRow[]): { key: string; value: string }[] {
  const rank = ({ role, valid_from, campaign }: EstablishmentRow): string =>
    `${staffRoles.indexOf(role)} ${valid_from} ${campaign ?? ''}`;
  return [...Map.groupBy(rows, ({ point }) => point)].map(([point, of]) => ({
    key: establishmentKey(point),
    value: canonicalize(of.toSorted((one, other) => (rank(one) < rank(other) ? -1 : 1))),
  }));
}

/** The rows that a setting of this kind holds. */
export function fromEstablishmentSetting(value: unknown): readonly EstablishmentRow[] {
  return JSON.parse(String(value)) as EstablishmentRow[];
}
