import type { MapColours } from './map-colours.ts';
import { greyShades } from './shades.ts';

/** The palette of `wall.css`, as the map and its icons need it. */
export function readColours(element: Element): MapColours {
  const style = getComputedStyle(element);
  const read = (name: string): string => style.getPropertyValue(`--${name}`).trim();
  return {
    ground: read('ground'),
    normal: read('normal'),
    faint: read('faint'),
    ghost: read('ghost'),
    medium: read('medium'),
    high: read('high'),
    info: read('info'),
    area: read('area'),
    areaActive: read('area-active'),
    areaEdge: read('area-edge'),
    water: read('water'),
    label: read('text'),
    shades: Object.fromEntries(greyShades.map((shade) => [shade, read(`shade-${shade}`)])) as MapColours['shades'],
  };
}
