import type { IncidentView } from '#shared/wire/duty.ts';
import { fill } from '../docs/docs-words.ts';
import type { Format } from '../format/create-format.ts';
import type { IncidentsWords } from './words/incidents-words.ts';

/** Where an incident is: its first unit and how many more. */
export function writeWhere(
  { units, assets }: Pick<IncidentView, 'units' | 'assets'>,
  { words, nameOf }: { words: IncidentsWords; nameOf: (code: string) => string },
): string {
  const [first, ...rest] = units.length > 0 ? units : assets;
  if (first === undefined) return words.city;
  const name = nameOf(first);
  return rest.length === 0 ? name : `${name} ${fill(words.more, { n: rest.length })}`;
}

/** `14 kiosk, 3 điểm, khoảng 420 người chờ`; what is not known is said to be so. */
export function writeAffected(
  { assets, points, waiting, kinds = {}, waitingAt = 0 }: IncidentView['affected'],
  { words, format }: { words: IncidentsWords; format: Format },
): string {
  const said = words.affected;
  if (assets === 0 && points === 0) return said.none;
  const names: Readonly<Record<string, string>> = format.words.kind;
  const parts = Object.entries(kinds)
    .filter(([kind]) => kind !== 'point' && kind !== 'branch')
    .map(([kind, n]) => `${format.whole(n)} ${(names[kind] ?? kind).toLowerCase()}`);
  if (points > 0) {
    parts.push(fill(said.points, { n: format.whole(points) }));
    const known = waitingAt < points ? ` ${fill(said.waitingAt, { known: waitingAt, all: points })}` : '';
    parts.push(waiting === null ? said.unknown : `${fill(said.waiting, { n: format.whole(waiting) })}${known}`);
  }
  return parts.join(', ');
}

/** A length of time in the one unit that suits it. */
export function writeLength(ms: number, format: Format): string {
  const { value, unit } = format.duration(ms / 1_000);
  return `${value} ${unit}`;
}
