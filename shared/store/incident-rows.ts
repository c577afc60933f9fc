import type { Incident } from '../duty/incident/incident.ts';

/** Columns of `incidents` with the field each is kept as; instants are milliseconds. */
const columns = {
  ...{ world: 'world', version: 'version', title_vi: 'titleVi', title_en: 'titleEn', priority: 'priority' },
  ...{ state: 'state', is_exercise: 'isExercise', channel: 'channel', opened_by: 'openedBy' },
  ...{ cause_alert: 'causeAlert', cause_vi: 'causeVi', cause_en: 'causeEn', units: 'units', assets: 'assets' },
  ...{ lon: 'lon', lat: 'lat', named: 'named', kinds: 'kinds', points: 'points', waiting: 'waiting' },
  ...{ waiting_at: 'waitingAt', about: 'about', is_named: 'isNamed', is_rated: 'isRated', owner: 'owner', how: 'how' },
  ...{ pauses: 'pauses', merged_into: 'mergedInto' },
} as const;

const instants = {
  ...{ owner_until: 'ownerUntilMs', occurred_at: 'occurredMs', detected_at: 'detectedMs' },
  ...{ acknowledged_at: 'acknowledgedMs', progress_at: 'progressMs', resolved_at: 'resolvedMs' },
  ...{ closed_at: 'closedMs', raised_at: 'raisedMs', detect_due: 'detectDueMs', resolve_due: 'resolveDueMs' },
} as const;

/** What is read of `incidents i` to make an incident of it. */
export const incidentColumns = [
  'i.id',
  ...Object.entries(columns).map(([column, field]) => `i.${column} AS "${field}"`),
  ...Object.entries(instants).map(
    ([column, field]) => `(extract(epoch FROM i.${column}) * 1000)::bigint AS "${field}"`,
  ),
].join(', ');

type Fields = (typeof columns & typeof instants)[keyof (typeof columns & typeof instants)];
type Row<Field extends Fields, Of> = { readonly [Name in Field & keyof Of]: Of[Name] };

/** A row of `incidents`, as `incidentColumns` names it. */
export type IncidentRow = Row<Fields, Incident> & {
  readonly id: number;
  readonly titleVi: string;
  readonly titleEn: string;
  readonly causeAlert: number | null;
  readonly causeVi: string | null;
  readonly causeEn: string | null;
  readonly lon: number | null;
  readonly lat: number | null;
  readonly kinds: Incident['affected']['kinds'];
  readonly points: number;
  readonly waiting: number | null;
  readonly waitingAt: number;
};

/** An incident as it is kept; what else a row holds is left out. */
export function toIncident(row: IncidentRow): Incident {
  const { id, titleVi, titleEn, causeAlert, causeVi, causeEn, lon, lat, kinds, points, waiting, waitingAt } = row;
  const { world, version, isNamed, isRated, priority, isExercise, channel, openedBy, units, assets, named, about } =
    row;
  const { state, owner, ownerUntilMs, occurredMs, detectedMs, acknowledgedMs, progressMs, resolvedMs, how } = row;
  const { closedMs, raisedMs, pauses, mergedInto, detectDueMs, resolveDueMs } = row;
  return {
    ...{ id, world, version, isNamed, isRated, priority, isExercise, channel, openedBy, units, assets, named, about },
    ...{ state, owner, ownerUntilMs, occurredMs, detectedMs, acknowledgedMs, progressMs, resolvedMs, how },
    ...{ closedMs, raisedMs, pauses, mergedInto, detectDueMs, resolveDueMs },
    title: { vi: titleVi, en: titleEn },
    cause: causeVi === null || causeEn === null ? null : { alert: causeAlert, text: { vi: causeVi, en: causeEn } },
    place: lon === null || lat === null ? null : { lon, lat },
    affected: { assets: assets.length, kinds, points, waiting, waitingAt },
  };
}

/** Its columns and values, as an insertion or a change writes them. */
export function fromIncident(incident: Omit<Incident, 'id'>): { columns: readonly string[]; values: unknown[] } {
  const { title, cause, place, affected, ...kept } = incident;
  const fields: Readonly<Record<string, unknown>> = {
    ...kept,
    ...{ titleVi: title.vi, titleEn: title.en },
    ...{ causeAlert: cause?.alert ?? null, causeVi: cause?.text.vi ?? null, causeEn: cause?.text.en ?? null },
    ...{ lon: place?.lon ?? null, lat: place?.lat ?? null, named: JSON.stringify(kept.named) },
    ...{ kinds: JSON.stringify(affected.kinds), points: affected.points, waiting: affected.waiting },
    ...{ waitingAt: affected.waitingAt, about: JSON.stringify(kept.about), pauses: JSON.stringify(kept.pauses) },
  };
  const plain = Object.entries(columns).map(([column, field]) => [column, fields[field]] as const);
  const timed = Object.entries(instants).map(([column, field]) => {
    const ms = fields[field];
    return [column, typeof ms === 'number' ? new Date(ms) : null] as const;
  });
  const all = [...plain, ...timed];
  return { columns: all.map(([column]) => column), values: all.map(([, value]) => value) };
}
