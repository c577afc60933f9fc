import type { TimelineEntry } from '#shared/wire/incident-commands.ts';
import type { DeskContext } from '../duty/desk-context.ts';
import type { IncidentsWords } from './words/incidents-words.ts';

/** What happened, and to what. */
export type Said = { readonly what: string; readonly text: string };

/** An entry with what it is said with; `told` is a field in the page's language, '' where there is none. */
export type Telling = {
  readonly desk: DeskContext;
  readonly words: IncidentsWords;
  /** When it was. */
  readonly at: string;
  readonly detail: TimelineEntry['detail'];
  readonly told: (name: string) => string;
  /** The alert that an entry is about, with its place. */
  readonly alert: string;
};

/** A value of an entry as text: words in the page's language where they are in both. */
export function toText(value: unknown, language: 'vi' | 'en'): string {
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null) return '';
  const said = (value as Readonly<Record<string, unknown>>)[language];
  return typeof said === 'string' ? said : '';
}
