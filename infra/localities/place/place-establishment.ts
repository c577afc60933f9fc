import type { PackTables } from '#shared/locality/pack.ts';

/** Of the staff of a place so many came over from the departments of the city: an assumption. */
const transferredShare = 0.2;

/**
 * Placeholder establishment of places whose staff was worked out too: own officers and those transferred. Nobody can work
 * out where lawyers sit and which campaign comes, so nothing is told of these.
 */
export function placeEstablishment({
  points,
  branches,
}: Pick<PackTables, 'points' | 'branches'>): PackTables['establishment'] {
  return [...points, ...branches]
    .filter(({ placeholder }) => placeholder)
    .flatMap(({ code: point, staff, valid_from, valid_to }) => {
      const transferred = Math.round(staff * transferredShare);
      const row = { valid_from, valid_to, campaign: null, source: null, placeholder: true };
      return [
        { point, role: 'officer' as const, people: staff - transferred, ...row },
        { point, role: 'transferred' as const, people: transferred, ...row },
      ];
    });
}
