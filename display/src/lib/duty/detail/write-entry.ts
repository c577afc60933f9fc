import type { AlertSeen } from '#shared/wire/alert-commands.ts';
import type { TimelineEntry } from '#shared/wire/incident-commands.ts';
import { writeActor, type DeskContext } from '../desk-context.ts';

/** A line of a timeline as it is read. */
export type TimelineLine = {
  readonly key: string;
  readonly at: string;
  readonly who: string;
  readonly what: string;
  readonly text: string;
};

const textFields = ['text', 'note', 'why', 'how', 'reason', 'on', 'number'] as const;

/** The timeline of an incident, newest first. */
export function writeEntries(context: DeskContext, entries: readonly TimelineEntry[]): TimelineLine[] {
  const { words, language } = context;
  return [...entries]
    .sort((a, b) => b.at.localeCompare(a.at) || b.id - a.id)
    .map(({ id, at, by, kind, detail }) => {
      const move = typeof detail.move === 'string' ? (words.moves as Record<string, string>)[detail.move] : undefined;
      // A name in both languages is a rule's; any other is for machines.
      const name = typeof detail.name === 'object' ? sayField(detail.name, language) : [];
      const hands = detail.move === 'handover' ? [`${String(detail.from)} → ${String(detail.to)}`] : [];
      const said = [...hands, ...name, ...textFields.flatMap((field) => sayField(detail[field], language))];
      return {
        key: String(id),
        at,
        who: writeActor(context, by),
        what: move ?? words.entries[kind],
        text: said.join(' · '),
      };
    });
}

/** What became of an alert: what its rule found and what was done, newest first. */
export function writeAlertPast(context: DeskContext, { transitions, acts }: AlertSeen): TimelineLine[] {
  const { words } = context;
  const found = transitions.map(({ seq, at, to, why }) => ({
    ...{ key: `t${seq}`, at, who: words.actors.rule, what: words.conditions[to.condition], text: why },
  }));
  const done = acts.map(({ at, by, act, note }, nr) => ({
    ...{ key: `a${nr}`, at, who: writeActor(context, by), what: words.alertActs[act], text: note ?? '' },
  }));
  return [...found, ...done].sort((a, b) => b.at.localeCompare(a.at));
}

function sayField(value: unknown, language: 'vi' | 'en'): string[] {
  if (typeof value === 'string') return value === '' ? [] : [value];
  if (typeof value !== 'object' || value === null) return [];
  const said = (value as Record<string, unknown>)[language];
  return typeof said === 'string' ? [said] : [];
}
