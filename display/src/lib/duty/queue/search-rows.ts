import type { QueueRow } from './queue-row.ts';

/** Names of places by their codes, for words that people search by. */
export type PlaceNames = (code: string) => string;

/** The rows in which every word that was typed is found: number, title, rule, place, owner. Marks and case do not matter. */
export function searchRows(rows: readonly QueueRow[], typed: string, nameOf: PlaceNames): readonly QueueRow[] {
  const words = toKey(typed).split(' ').filter(Boolean);
  if (words.length === 0) return rows;
  return rows.filter((row) => {
    const text = toKey(textOf(row, nameOf));
    return words.every((word) => text.includes(word));
  });
}

/** Words as they are compared: `Hoàn Kiếm` is found by `hoan kiem`. */
export function toKey(text: string): string {
  return text
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll('đ', 'd')
    .replaceAll('Đ', 'd')
    .toLowerCase()
    .replaceAll(/\s+/g, ' ')
    .trim();
}

function textOf({ key, incident, alerts, priority }: QueueRow, nameOf: PlaceNames): string {
  const places = new Set([...(incident?.units ?? []), ...(incident?.assets ?? [])]);
  for (const { labels } of alerts) for (const place of Object.values(labels)) places.add(place);
  return [
    ...[key, priority, incident?.number, incident?.title.vi, incident?.title.en, incident?.owner],
    ...alerts.flatMap(({ rule, name, acknowledgement }) => [rule, name.vi, name.en, acknowledgement?.by]),
    ...[...places].flatMap((place) => [place, nameOf(place)]),
  ]
    .filter((part) => part !== undefined && part !== null)
    .join(' ');
}
