import type pg from 'pg';
import { fitWall } from '#shared/locality/wall-fit.ts';
import { usualWall, type WallSettings } from '#shared/locality/wall-settings.ts';
import { listWalls } from '#shared/store/list-walls.ts';
import type { Finding } from './finding.ts';

/** Whether each wall's text can be read from the farthest seat it is set for. */
export async function examineWall(client: pg.Client): Promise<Omit<Finding, 'name'>> {
  const walls = (await listWalls(client)).map(({ wall }) => wall);
  return judgeWalls(walls.length > 0 ? walls : [usualWall]);
}

/** Judges walls by their geometry alone. */
export function judgeWalls(walls: readonly WallSettings[]): Omit<Finding, 'name'> {
  const fits = walls.map(({ id, geometry }) => ({ id, geometry, fit: fitWall(geometry) }));
  const found = fits
    .map(({ id, geometry, fit }) => `${id} ${Math.round(fit.unitPx)} px text for ${geometry.maxViewM} m, ${fit.layout}`)
    .join('; ');
  const small = fits.filter(({ fit }) => fit.layout === 'too-small');
  if (small.length > 0) {
    const wishes = small.map(
      ({ id, fit: { readableM, neededWidthMm, neededHeightMm } }) =>
        `${id}: sit within ${readableM.toFixed(1)} m, or hang ${neededWidthMm} × ${neededHeightMm} mm of picture`,
    );
    return { state: 'bad', found, remedy: `${wishes.join('; ')}; then correct /admin/wall` };
  }
  const less = fits.filter(({ fit }) => fit.layout !== 'whole');
  if (less.length === 0) return { state: 'ok', found };
  return { state: 'warning', found, remedy: 'a larger picture or a nearer seat shows everything; see /admin/wall' };
}
