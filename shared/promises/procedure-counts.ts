import type { KpiDayRow } from '../store/read-kpi-days.ts';
import type { ProcedureCount } from './bottleneck.ts';
import type { Hold } from './holds.ts';

type Metric = 'record.online' | 'record.full_process' | 'record.direct' | 'record.on_time' | 'record.digitised';
type Sums = { readonly n: (metric: string) => number; readonly sum: (metric: string) => number };
type Counting = {
  readonly metrics: readonly Metric[];
  readonly count: (of: Sums) => Omit<ProcedureCount, 'procedure'>;
};

const submitted = ({ n }: Sums): number => n('record.online') + n('record.direct');

/** How records are counted by procedure; what came by post or e-mail is counted by no procedure. */
const countings: Readonly<Partial<Record<Hold['hold'], Counting>>> = {
  direct: {
    metrics: ['record.online', 'record.direct'],
    count: (of) => ({ whole: submitted(of), held: of.n('record.direct') }),
  },
  not_full: {
    metrics: ['record.online', 'record.direct', 'record.full_process'],
    count: (of) => ({ whole: submitted(of), held: submitted(of) - of.n('record.full_process') }),
  },
  late: {
    metrics: ['record.on_time'],
    count: ({ n, sum }) => ({ whole: n('record.on_time'), held: n('record.on_time') - sum('record.on_time') }),
  },
};

const label = 'procedure=';

/** What is read to count a hold by procedure; nothing where it is not counted so. */
export function procedureReads(hold: Hold['hold']): { metric: string; dim: string }[] {
  return (countings[hold]?.metrics ?? []).map((metric) => ({ metric, dim: `${label}*` }));
}

/** Counts a hold by procedure of rows read so; rows of several units add up. */
export function countProcedures(hold: Hold['hold'], rows: readonly KpiDayRow[]): ProcedureCount[] {
  const counting = countings[hold];
  if (!counting) return [];
  return [...Map.groupBy(rows, ({ dim }) => dim.slice(label.length))].map(([procedure, own]) => {
    const add = (metric: string, of: 'n' | 'sum'): number =>
      own.filter((row) => row.metric === metric).reduce((total, row) => total + row[of], 0);
    return { procedure, ...counting.count({ n: (metric) => add(metric, 'n'), sum: (metric) => add(metric, 'sum') }) };
  });
}
