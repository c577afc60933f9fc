import type { Format } from '../../format/create-format.ts';
import type { MapWords } from '../words/map-words.ts';
import { writeValue, type Asked } from './write-reading.ts';

/** A step of a scale in words: `dưới 15 phút`, `từ 45 phút`. */
export function writeStep(
  from: number,
  nextFrom: number | undefined,
  { asked, words, format }: { readonly asked: Asked; readonly words: MapWords; readonly format: Format },
): string {
  return from === 0 && nextFrom !== undefined
    ? words.upTo.replace('{value}', writeValue(nextFrom, asked, format))
    : words.from.replace('{value}', writeValue(from, asked, format));
}
