import type { QueueRow } from './queue-row.ts';

export type RowPlaces = { readonly units: readonly string[]; readonly assets: readonly string[] };

/** Where a row is: what its incident names, and what its alerts are about. Both empty: the whole city. */
export function placesOfRow({ incident, alerts }: QueueRow): RowPlaces {
  const open = alerts.filter(({ closedAt }) => closedAt === null);
  const told = (open.length > 0 ? open : alerts).map(({ labels }) => labels);
  return {
    units: unique([...(incident?.units ?? []), ...told.map(({ unit }) => unit)]),
    assets: unique([...(incident?.assets ?? []), ...told.flatMap(({ asset, point }) => [asset, point])]),
  };
}

function unique(codes: readonly (string | undefined)[]): string[] {
  return [...new Set(codes.filter((code) => code !== undefined && code !== ''))] as string[];
}
