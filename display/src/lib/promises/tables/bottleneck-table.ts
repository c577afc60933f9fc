import type { Bottleneck } from '#shared/promises/bottleneck.ts';
import type { StepWait } from '#shared/promises/step-waits.ts';
import type { Table } from '../../export/table.ts';
import { writeDistance, writeSpan, writeValue, type Telling } from '../telling.ts';

/** Procedures that keep a KPI down. `levelOf`: how far each can go online, as registered; `linkOf`: its single records. */
export function bottleneckTable(
  telling: Telling,
  rows: readonly Bottleneck[],
  {
    levelOf,
    linkOf,
  }: { levelOf: (procedure: string) => 'full' | 'partial' | 'none' | null; linkOf: (row: Bottleneck) => string | null },
): Table<Bottleneck> {
  const { columns, sections, levels } = telling.words;
  const share = (value: number): string => writeValue(telling, value, 'share');
  return {
    id: 'bottlenecks',
    title: sections.bottlenecks,
    rows,
    keyOf: ({ procedure }) => procedure,
    columns: [
      {
        ...{ id: 'procedure', title: columns.procedure, isHead: true, isLong: true, link: linkOf },
        cell: ({ procedure }) => `${telling.procedure(procedure)} (${procedure})`,
      },
      {
        ...{ id: 'level', title: columns.level },
        cell: ({ procedure }) => {
          const level = levelOf(procedure);
          return level === null ? null : levels[level];
        },
      },
      { id: 'held', title: columns.held, cell: ({ held }) => held },
      { id: 'whole', title: columns.whole, cell: ({ whole }) => whole },
      { id: 'ofHeld', title: columns.ofHeld, cell: ({ ofHeld }) => ofHeld, write: ({ ofHeld }) => share(ofHeld) },
      {
        id: 'upToHere',
        title: columns.upToHere,
        cell: ({ upToHere }) => upToHere,
        write: ({ upToHere }) => share(upToHere),
      },
      {
        ...{ id: 'share', title: columns.share, cell: (row) => row.share },
        write: (row) => (row.share === null ? '—' : share(row.share)),
      },
      {
        id: 'gain',
        title: columns.gain,
        cell: ({ gain }) => gain,
        write: ({ gain }) => writeDistance(telling, gain, 'share'),
      },
    ],
  };
}

/** Between which two moves records wait. */
export function stepTable(telling: Telling, rows: readonly StepWait[]): Table<StepWait> {
  const { columns, sections } = telling.words;
  const span = (ms: number): string => writeSpan(telling.format, ms);
  const named: Readonly<Record<string, string>> = {
    submitted: columns.submitted,
    returned: columns.returned,
    completed: columns.completed,
  };
  return {
    id: 'steps',
    title: sections.steps,
    rows,
    keyOf: ({ from, to }) => `${from} ${to}`,
    columns: [
      { id: 'from', title: columns.from, isHead: true, cell: ({ from }) => named[from] ?? from },
      { id: 'to', title: columns.to, cell: ({ to }) => named[to] ?? to },
      { id: 'n', title: columns.n, cell: ({ n }) => n },
      {
        id: 'median',
        title: columns.median,
        cell: ({ medianMs }) => medianMs,
        write: ({ medianMs }) => span(medianMs),
      },
      { id: 'p90', title: columns.p90, cell: ({ p90Ms }) => p90Ms, write: ({ p90Ms }) => span(p90Ms) },
      { id: 'total', title: columns.total, cell: ({ totalMs }) => totalMs, write: ({ totalMs }) => span(totalMs) },
    ],
  };
}
