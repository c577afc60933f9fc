import type { Feature, FeatureCollection, Point } from 'geojson';
import type { CityView } from '../city/city-view.ts';
import type { Language } from '../words/language.ts';
import { shadeNumber, type UnitShade } from './shades.ts';

/** The names of a city's units as points of the map, each with its answer to the question that is shown. */
export function unitNames(
  { units }: CityView,
  language: Language,
  answers: ReadonlyMap<string, UnitShade> | null,
): FeatureCollection<Point> {
  return {
    type: 'FeatureCollection',
    features: units.map(({ code, name, nameEn, population, lon, lat }, id): Feature<Point> => {
      const answer = answers?.get(code);
      const said = language === 'en' ? nameEn : name;
      return {
        type: 'Feature',
        id,
        properties: {
          name: answer?.text ? `${said}\n${answer.text}` : said,
          // Of two names that collide, that of the unit that is worse, or else has more people, is written.
          weight: (population ?? 0) + (answer ? worstFirst(answer) : 0),
        },
        geometry: { type: 'Point', coordinates: [lon, lat] },
      };
    }),
  };
}

// More than the people of any unit.
const aStep = 1e8;

function worstFirst({ shade }: UnitShade): number {
  return shade === 'missed' || shade === 'far' ? aStep * shadeNumber(shade) : 0;
}
