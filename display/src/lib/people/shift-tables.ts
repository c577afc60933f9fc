import type { ShiftContent } from '#shared/wire/shift-commands.ts';
import type { shiftWords } from './words/shift-words.ts';

type Words = (typeof shiftWords)['vi'];

/** A cell; `is` says how it reads: free words, or what is late. */
type Cell = { readonly text: string; readonly is?: 'words' | 'late' | undefined };

/** One thing that the incoming officer must know, with the incident it belongs to. */
export type ShiftRow = {
  readonly key: string;
  readonly number: string;
  readonly incident: number | null;
  readonly cells: readonly Cell[];
};

/** One part of a handover; `heads` name the number and each cell. */
export type ShiftTable = {
  readonly label: string;
  readonly heads: readonly string[];
  readonly rows: readonly ShiftRow[];
};

type Telling = { readonly words: Words; readonly own: 'vi' | 'en'; readonly time: (at: string | null) => string };

/** A handover as tables, what is at risk first. */
export function shiftTables(content: ShiftContent, { words, own, time }: Telling): ShiftTable[] {
  const { number, priority, matter, owner, due, reason, state, since, until, by, task, unit } = words;
  const plain = (text: string): Cell => ({ text });
  const free = (text: string): Cell => ({ text, is: 'words' });
  const late = (text: string, isLate: boolean): Cell => ({ text, is: isLate ? 'late' : undefined });
  const who = (name: string | null, otherwise = words.nobody): Cell => plain(name ?? otherwise);
  const marked = (text: string, isExercise = false): string => (isExercise ? `${words.exercise}: ${text}` : text);
  const titled = ({ title, isExercise }: Pick<ShiftContent['silent'][number], 'title' | 'isExercise'>): Cell =>
    free(marked(title[own], isExercise));
  const alertRow = (
    { alert, incident, ...item }: ShiftContent['silent'][number],
    otherwise = words.nobody,
  ): ShiftRow => ({
    ...{ key: String(alert), number: item.number, incident },
    cells: [plain(item.priority), titled(item), plain(time(item.since)), who(item.owner, otherwise)],
  });
  const alertHeads = [number, priority, matter, since, owner];
  return [
    {
      ...{ label: words.atRisk, heads: [number, priority, matter, owner, due, reason] },
      rows: content.atRisk.map((item) => ({
        ...{ key: `${item.number} ${item.why}`, number: item.number, incident: item.incident },
        cells: [
          ...[plain(item.priority), titled(item), who(item.owner), plain(time(item.due))],
          late(words.why[item.why], item.why === 'overdue'),
        ],
      })),
    },
    {
      ...{ label: words.open, heads: [number, priority, matter, state, owner, since, due] },
      rows: content.open.map((item) => ({
        ...{ key: item.number, number: item.number, incident: item.incident },
        cells: [
          ...[plain(item.priority), titled(item), plain(words.states[item.state] ?? item.state)],
          ...[who(item.owner), plain(time(item.since)), plain(time(item.resolveDue))],
        ],
      })),
    },
    {
      ...{ label: words.promised, heads: [number, task, unit, due] },
      rows: content.promised.map((item, at) => ({
        ...{ key: String(at), number: item.number, incident: item.incident },
        cells: [
          ...[free(marked(item.text, item.isExercise)), plain(item.unit ?? '—')],
          late(`${time(item.due)}${item.isLate ? `, ${words.late}` : ''}`, item.isLate),
        ],
      })),
    },
    {
      ...{ label: words.closures, heads: [number, unit, words.from, until, reason] },
      rows: (content.closures ?? []).map((item) => ({
        ...{ key: String(item.id), number: `#${item.id}`, incident: null },
        cells: [plain(item.unit), plain(time(item.from)), plain(time(item.to)), free(item.reason)],
      })),
    },
    { label: words.silent, heads: alertHeads, rows: content.silent.map((item) => alertRow(item)) },
    {
      ...{ label: words.alerts, heads: alertHeads },
      rows: content.alerts.map((item) => alertRow(item, item.acknowledged ? words.taken : undefined)),
    },
    {
      ...{ label: words.shelved, heads: [number, matter, until, by, reason] },
      rows: content.shelved.map((item, at) => ({
        ...{ key: String(at), number: item.number, incident: null },
        cells: [free(item.title[own]), plain(time(item.until)), plain(item.by), free(item.reason)],
      })),
    },
  ];
}
