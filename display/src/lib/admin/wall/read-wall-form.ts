import { wallSettings, type WallSettings } from '#shared/locality/wall-settings.ts';

/** What a form holds, whether it was sent or is still being filled in. */
type Filled = { readonly text: (name: string) => string; readonly list: (name: string) => readonly string[] };

/** No longer short, long, far too long. */
export const waitingSteps = [1, 2, 3] as const;
export const kpiPlaces = [1, 2, 3, 4, 5, 6, 7, 8, 9] as const;

/** A wall's settings as a form says them; nothing is checked. Floors are typed in per cent. */
export function readWallForm({ text, list }: Filled): unknown {
  const places = kpiPlaces.map((place) => ({ kpi: text(`kpi${place}`), floor: text(`floor${place}`) }));
  const chosen = places.filter(({ kpi }) => kpi !== '');
  const floors = chosen.filter(({ floor }) => floor !== '');
  return {
    id: text('id'),
    name: { vi: text('nameVi'), en: text('nameEn') },
    geometry: {
      panelWidthMm: toNumber(text('panelWidthMm')),
      horizontalPx: toNumber(text('horizontalPx')),
      ...(text('verticalPx') !== '' && { verticalPx: toNumber(text('verticalPx')) }),
      maxViewM: toNumber(text('maxViewM')),
    },
    kpis: chosen.map(({ kpi }) => kpi),
    coverageFloors: Object.fromEntries(floors.map(({ kpi, floor }) => [kpi, toNumber(floor) / 100])),
    waitingMin: waitingSteps.map((step) => toNumber(text(`waiting${step}`))),
    playlist: { scenes: list('scene'), everyS: toNumber(text('everyS')) },
    followS: toNumber(text('followS')),
    reloadAt: text('reloadAt'),
  };
}

/** The settings where they are whole and right; undefined while something is missing. */
export function tryWallForm(filled: Filled): WallSettings | undefined {
  return wallSettings.safeParse(readWallForm(filled)).data;
}

/** Decimals are written with a comma or a point. */
function toNumber(text: string): number {
  return text === '' ? NaN : Number(text.replace(',', '.'));
}
