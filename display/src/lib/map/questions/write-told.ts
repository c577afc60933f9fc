import type { Format } from '../../format/create-format.ts';
import type { MapWords } from '../words/map-words.ts';
import type { Answer } from './read-units.ts';

/** Of how many units there is an answer, and of when the newest of it is: `118/126 đơn vị có số liệu · số liệu lúc 10:01:10`. */
export function writeTold({ readings }: Answer, words: MapWords, format: Format): string {
  const asked = readings.filter(({ reason }) => reason !== 'none-there');
  const known = asked.filter(({ value }) => value !== null);
  const asOfMs = Math.max(0, ...known.map((reading) => reading.asOfMs ?? 0));
  const counted = words.told.replace('{told}', format.whole(known.length)).replace('{all}', format.whole(asked.length));
  return asOfMs > 0 ? `${counted} · ${words.asOf.replace('{time}', format.time(asOfMs))}` : counted;
}
