import type { MapOptions } from './map-port.ts';

/**
 * Room around a city for the names of what lies at its edge, which stand beside it: a name is some five units of text wide, and
 * on a phone that would be half the map.
 */
export function roomForNames({ clientWidth }: HTMLElement, unitPx: number): ReturnType<MapOptions['padding']> {
  const beside = Math.min(unitPx * 5.5, clientWidth * 0.2);
  return { top: unitPx * 2, bottom: unitPx * 2, left: beside, right: beside };
}
