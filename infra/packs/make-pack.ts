import type { Pack } from '#shared/locality/pack.ts';
import type { Unit } from '#shared/locality/tables/units.ts';
import { placeAssets } from '../localities/place-assets.ts';
import { placeEstablishment } from '../localities/place/place-establishment.ts';

/** The line of the national public service portal, until the city's own is set. */
const NATIONAL_HOTLINE = '18001096';

/** What is told of a new city on the command line. */
export type NewCity = {
  readonly code: string;
  readonly name: { readonly vi: string; readonly en: string };
  readonly adminCode: string;
  readonly hotline: string | undefined;
  readonly since: string;
  readonly units: readonly Unit[];
};

const titleOf: Record<Unit['type'], { vi: string; en: string }> = {
  phuong: { vi: 'phường', en: 'Ward' },
  xa: { vi: 'xã', en: 'Commune' },
  dac_khu: { vi: 'đặc khu', en: 'Special Zone' },
};

/**
 * A pack that works at once: the units given, an office and a service point and a kiosk for each of them, and what is
 * the same in the whole country (calendar, procedures, systems, alerts, hours) from a city that is there.
 */
export function makePack({ code, name, adminCode, hotline, since, units }: NewCity, like: Pack): Pack {
  const number = hotline ?? NATIONAL_HOTLINE;
  const header = {
    ...{ code, adminCode, name, timeZone: like.timeZone, languages: like.languages, since },
    bounds: boundsAround(units),
    seat: mostPeopled(units).code,
    hotline: { number, asset: `H${number.replaceAll(/\D/g, '')}`, placeholder: hotline === undefined },
    wall: { title: { vi: name.vi, en: name.en } },
    placeholders: {
      ...{ branches: 0, kiosks: units.length, robots: {}, parking: {} },
      opening: like.placeholders.opening,
    },
    sources: [
      { facts: 'units.csv', from: 'the list given to `vonglau pack new`' },
      {
        facts: 'calendar, procedures, connected systems, alert settings',
        from: `taken over from ${like.code}; to be checked`,
      },
      { facts: 'places and sizes of service points and kiosks', from: 'computed from population; not surveyed' },
    ],
  };
  const always = { valid_from: since, valid_to: null };
  const assets = placeAssets(header, units);
  return {
    ...header,
    alerts: like.alerts,
    rules: [],
    walls: [],
    units,
    departments: [],
    offices: [
      {
        ...always,
        code: 'CT-TP',
        name: `Chủ tịch UBND ${name.vi}`,
        name_en: `Chair of the People's Committee of ${name.en}`,
        unit: null,
        department: null,
      },
      ...units.map(({ code: unit, type, name: vi, name_en: en }) => ({
        ...{ ...always, code: `CT-${unit}`, unit, department: null },
        name: `Chủ tịch UBND ${titleOf[type].vi} ${vi}`,
        name_en: `Chair of the People's Committee of ${en} ${titleOf[type].en}`,
      })),
    ],
    ...assets,
    establishment: placeEstablishment(assets),
    operators: [],
    procedures: like.procedures.filter(({ placeholder }) => !placeholder),
    systems: like.systems.map((system) =>
      system.kind === 'portal'
        ? {
            ...system,
            name: `Hệ thống thông tin giải quyết TTHC ${name.vi}`,
            name_en: `Public service portal of ${name.en}`,
          }
        : system,
    ),
    targets: [],
    calendar: like.calendar,
    successions: [],
  };
}

/** All units with a tenth of a degree around them. */
function boundsAround(units: readonly Unit[]): Pack['bounds'] {
  const [lons, lats] = [units.map(({ lon }) => lon), units.map(({ lat }) => lat)];
  const margin = 0.1;
  const round = (degrees: number): number => Math.round(degrees * 100) / 100;
  return [
    ...[round(Math.min(...lons) - margin), round(Math.min(...lats) - margin)],
    ...[round(Math.max(...lons) + margin), round(Math.max(...lats) + margin)],
  ] as Pack['bounds'];
}

function mostPeopled(units: readonly Unit[]): Unit {
  return units.reduce((one, other) => (other.population > one.population ? other : one));
}
