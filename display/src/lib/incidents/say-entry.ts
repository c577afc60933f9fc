import type { EntryKind } from '#shared/duty/incident/incident-acts.ts';
import type { TimelineEntry } from '#shared/wire/incident-commands.ts';
import { fill } from '../docs/docs-words.ts';
import { writeActor, type DeskContext } from '../duty/desk-context.ts';
import { sayMembership } from './say-membership.ts';
import { toText, type Said, type Telling } from './telling.ts';
import type { IncidentsWords } from './words/incidents-words.ts';

/** A line of a timeline in words. */
export type EntryLine = {
  readonly key: string;
  readonly at: string;
  readonly who: string;
  readonly what: string;
  readonly text: string;
};

/** The timeline of an incident in words, newest first. */
export function sayEntries(desk: DeskContext, words: IncidentsWords, entries: readonly TimelineEntry[]): EntryLine[] {
  return entries
    .toSorted((a, b) => b.at.localeCompare(a.at) || b.id - a.id)
    .map(({ id, at, by, kind, detail }) => {
      const told = (name: string): string => toText(detail[name], desk.language);
      const place = told('target') === '' ? '' : ` (${desk.nameOf(told('target'))})`;
      const telling = { desk, words, detail, told, at, alert: `${told('name')}${place}` };
      const said = sayings[kind]?.(telling) ?? sayPlain(telling, kind);
      return { key: String(id), at, who: writeActor(desk, by), ...said };
    });
}

type Saying = (telling: Telling) => Said | undefined;

const sayings: Readonly<Partial<Record<EntryKind, Saying>>> = {
  membership: sayMembership,
  alert: ({ desk, words, detail, told, alert, at }) => {
    const acts: Readonly<Record<string, string>> = desk.words.alertActs;
    const act = acts[told('silenced')];
    if (act !== undefined) {
      const until =
        told('until') &&
        fill(words.entries.until, { time: desk.format.moment(Date.parse(told('until')), Date.parse(at)) });
      return { what: `${alert}: ${act}`, text: join(until, told('note')) };
    }
    if (typeof detail['over'] === 'number') return { what: fill(words.entries.over, { n: detail['over'] }), text: '' };
    const conditions: Readonly<Record<string, string>> = desk.words.conditions;
    const condition = told('condition');
    return { what: alert, text: condition === 'normal' ? desk.words.queue.over : (conditions[condition] ?? '') };
  },
  owner: ({ desk, words: { entries }, told }) => {
    const to = told('to');
    if (told('move') === 'handover') return { what: desk.words.moves.handover, text: `${told('from')} → ${to}` };
    return { what: to === '' ? entries.released : fill(entries.assigned, { to }), text: '' };
  },
  severity: ({ words: { entries }, told }) => {
    const [raised, stays] = [told('raised'), told('stays')];
    if (raised !== '') return { what: fill(entries.announced, { raised, stays }), text: '' };
    return told('to') === ''
      ? { what: entries.renamed, text: told('title') }
      : { what: fill(entries.severity, { from: told('from'), to: told('to') }), text: told('why') };
  },
  task: ({ desk, words: { entries }, detail, told }) => {
    const isDone = detail['done'];
    const what = isDone === undefined ? entries.taskAdded : isDone === true ? entries.taskDone : entries.taskUndone;
    return { what, text: join(told('text'), told('unit') && desk.nameOf(told('unit')), told('how')) };
  },
  link: (telling) => sayPaper(telling, 'link'),
  attachment: (telling) => sayPaper(telling, 'attachment'),
  advice: ({ desk, told }) => ({ what: desk.words.entries.advice, text: join(told('text'), told('note')) }),
  measured: ({ desk, told }) => ({ what: desk.words.entries.measured, text: told('text') }),
  state: ({ desk, told }) => {
    const reasons: Readonly<Record<string, string>> = desk.words.waitReasons;
    const reason = told('reason');
    return reason === ''
      ? undefined
      : { what: desk.words.moves.wait, text: `${reasons[reason] ?? reason}: ${told('on')}` };
  },
};

function sayPaper({ desk, words, detail, told }: Telling, kind: 'link' | 'attachment'): Said {
  const what = desk.words.entries[kind];
  const text = told('name') || told('text') || told('url');
  return { what: detail['removed'] === true ? fill(words.entries.removed, { what }) : what, text };
}

/** A move, or what an entry is called, with its words. */
function sayPlain({ desk, told }: Telling, kind: EntryKind): Said {
  const moves: Readonly<Record<string, string>> = desk.words.moves;
  const text = join(...['text', 'note', 'why', 'how', 'number'].map(told));
  return { what: moves[told('move')] ?? desk.words.entries[kind], text };
}

function join(...parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join(' · ');
}
