import type { DrillFinding } from '#shared/drill/judge-drill.ts';
import type { DrillTold } from '#shared/wire/drill-commands.ts';
import { fill } from '../docs/docs-words.ts';
import type { Table } from '../export/table.ts';
import type { Language } from '../words/language.ts';
import { drillsWords } from './drills-words.ts';

/** What was expected of a drill and what came of it, for the page and for files. */
export function judgementTable({ id, expects, judgement }: DrillTold, language: Language): Table<DrillFinding> {
  const words = drillsWords[language];
  const minutes = (ms: number | null): string | null => (ms === null ? null : writeMinutes(ms));
  return {
    id: 'judgement',
    title: `${words.judgement}: ${id}`,
    rows: judgement.findings,
    keyOf: ({ what, step }) => `${what} ${step ?? ''}`,
    columns: [
      {
        ...{ id: 'what', title: words.what, isHead: true },
        cell: ({ what, step }) => {
          if (step) return `${words.whats.step}: ${words.steps[step]}`;
          const rules = fill(words.causeWanted, { rules: expects.cause.join(', ') });
          return what === 'cause' ? `${words.whats.cause} (${rules})` : words.whats[what];
        },
      },
      {
        ...{ id: 'result', title: words.result },
        cell: ({ isMet }) => (isMet === null ? words.results.open : isMet ? words.results.yes : words.results.no),
        mark: ({ isMet }) => (isMet === null ? 'hatched' : isMet ? 'dot' : 'cross'),
      },
      { id: 'took', title: words.took, cell: ({ tookMs }) => minutes(tookMs) },
      { id: 'within', title: words.within, cell: ({ limitMs }) => minutes(limitMs) },
      { id: 'by', title: words.by, cell: ({ found }) => found?.replace(/^account:/, '') ?? null },
    ],
  };
}

/** `m:ss`, or `h:mm:ss` from an hour on. */
function writeMinutes(ms: number): string {
  const s = Math.round(ms / 1_000);
  const two = (value: number): string => String(value).padStart(2, '0');
  const [h, m] = [Math.floor(s / 3_600), Math.floor(s / 60) % 60];
  return h > 0 ? `${h}:${two(m)}:${two(s % 60)}` : `${m}:${two(s % 60)}`;
}
