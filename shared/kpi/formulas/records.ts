import { always, halfOfThem, type Formula, type Measure, type Reporters, type Term } from './formula.ts';

/** Records are not counted by asset: a unit whose point or branch sends any is heard of. */
const recordSources: readonly Reporters[] = [
  { by: 'unit', kinds: ['point', 'branch'], metrics: ['record.submitted', 'record.completed_ms'] },
];

const common = {
  version: 1,
  since: always,
  direction: 'at_least',
  level: 'unit',
  reporters: recordSources,
  floor: halfOfThem,
} as const;

const submitted: Term = { metric: 'record.submitted', of: 'n' };

/** Only records that tell how far they go online are counted as online, hence the share is of these. */
const telling: readonly Term[] = ['full', 'partial', 'none'].map((level) => ({
  ...submitted,
  label: `level=${level}`,
}));
const tellLevel = { of: telling, all: [submitted] } as const;

const onlineProcedures = {
  how: 'labels',
  key: 'procedure',
  numerator: ['record.online'],
  denominator: ['record.online', 'record.direct'],
} as const;

/** Certification of copies from originals, in the national database of procedures. */
const certifiedCopy = 'procedure=2.000815';

/** KPIs of records (hồ sơ). Each event counts on the day it happened, so what began in another period may be among them. */
export const recordFormulas: readonly Formula[] = [
  {
    ...{ ...common, kpi: 'online_share', told: tellLevel },
    measure: shareOf({ metric: 'record.online', of: 'n' }, telling),
    byProcedures: onlineProcedures,
    byCitizens: shareOf({ metric: 'record.online', of: 'n' }, [submitted]),
  },
  {
    ...{ ...common, kpi: 'full_process_share', told: tellLevel },
    measure: shareOf({ metric: 'record.full_process', of: 'n' }, telling),
    byProcedures: { ...onlineProcedures, numerator: ['record.full_process'] },
    byCitizens: shareOf({ metric: 'record.full_process', of: 'n' }, [submitted]),
  },
  { ...common, kpi: 'online_procedure_share', told: tellLevel, measure: onlineProcedures },
  {
    // Of those that had a due date.
    ...{ ...common, kpi: 'on_time_share' },
    measure: shareOf({ metric: 'record.on_time', of: 'sum' }, [{ metric: 'record.on_time', of: 'n' }]),
  },
  {
    ...{ ...common, kpi: 'digitised_share' },
    measure: shareOf({ metric: 'record.digitised', of: 'n' }, [submitted]),
  },
  {
    ...{ ...common, kpi: 'paid_online_share' },
    measure: shareOf({ metric: 'record.paid_online', of: 'sum' }, [{ metric: 'record.paid_online', of: 'n' }]),
    told: { of: [{ metric: 'record.paid_online', of: 'n' }], all: [{ metric: 'record.paid_vnd', of: 'n' }] },
  },
  {
    // Handed back to the citizen, to be mended or because it is refused; one that comes again and is completed was both.
    ...{ ...common, kpi: 'returned_share', direction: 'at_most' },
    measure: shareOf({ metric: 'record.returned', of: 'n' }, [{ metric: 'record.completed_ms', of: 'n' }]),
  },
  {
    ...{ ...common, kpi: 'certified_copy_share', direction: 'at_most', told: tellLevel },
    measure: shareOf({ metric: 'record.direct', of: 'n', label: certifiedCopy }, [
      { metric: 'record.direct', of: 'n' },
    ]),
  },
];

function shareOf(part: Term, whole: readonly Term[]): Measure {
  return { how: 'ratio', numerator: [part], denominator: whole };
}
