import type { Procedure } from '#shared/locality/tables/procedures.ts';

/** How a procedure weighs on a city. */
export type ProcedureLoad = {
  readonly code: string;
  readonly level: Procedure['level'];
  /** Working days the law allows; null: not known. */
  readonly statutoryDays: number | null;
  /** Its share of all needs; those of a pack's procedures sum to 1. */
  readonly share: number;
  /** At the counter, half take less than this. */
  readonly serviceMin: number;
  /** A clerk’s work on the record. */
  readonly workMin: number;
  readonly feeVnd: number;
  /** Where it is mostly asked for. */
  readonly at: 'point' | 'branch';
  /** Times the usual need while schools rest. */
  readonly schoolHoliday: number;
};

type Weighed = Pick<ProcedureLoad, 'serviceMin' | 'workMin' | 'feeVnd' | 'at' | 'schoolHoliday'> & { perMille: number };

const row = (
  perMille: number,
  serviceMin: number,
  workMin: number,
  feeVnd: number,
  more?: Partial<Weighed>,
): Weighed => ({
  ...{ perMille, serviceMin, workMin, feeVnd, at: 'point', schoolHoliday: 1 },
  ...more,
});
const branch = { at: 'branch' } as const;

/*
 * Which procedures are heavy is the city's own word (criminal records, secured transactions, birth registration,
 * permanent residence, health insurance under 6, certified copies; Hai Phong calls copies its bottleneck). The figures
 * are assumptions: no public count by procedure was found. Fees are those of 2025 for one usual record, rounded.
 * Columns: per mille of all needs, minutes at the counter, minutes of a clerk, fee.
 */
const weighed: Readonly<Record<string, Weighed>> = {
  // Certified copies; fewer while no school asks for them.
  '2.000815': row(230, 7, 5, 8_000, { schoolHoliday: 0.85 }),
  // Certification of signatures.
  '2.000884': row(70, 9, 4, 10_000),
  // Birth registration, alone and joined with residence and health insurance for a child under 6.
  '1.001193': row(60, 12, 12, 0),
  '2.000986': row(25, 14, 18, 0),
  '2.001023': row(25, 13, 15, 0),
  // Permanent residence; temporary residence, its extension.
  '1.004222': row(75, 12, 12, 15_000, { schoolHoliday: 1.2 }),
  '1.004194': row(70, 9, 8, 10_000, { schoolHoliday: 0.8 }),
  '1.002755': row(25, 8, 6, 7_000),
  // Criminal records.
  '3.000333': row(80, 10, 10, 200_000, branch),
  // Secured transactions on land: registered, changed, removed.
  '1.011441': row(55, 11, 14, 80_000, branch),
  '1.011442': row(15, 11, 14, 60_000, branch),
  '1.011443': row(45, 9, 10, 20_000, branch),
  // Identity cards: children come while schools rest.
  '2.000200': row(40, 15, 6, 0, { schoolHoliday: 1.5 }),
  // Marital status; copies of civil status; marriages; deaths.
  '1.004873': row(45, 9, 10, 15_000),
  '2.000635': row(45, 6, 5, 8_000),
  '1.000894': row(15, 18, 14, 0),
  '1.000656': row(12, 12, 10, 0),
  // Household businesses.
  '1.001612': row(18, 13, 20, 100_000),
  '2.000720': row(8, 12, 16, 100_000),
};

/** What is not listed shares the rest of the needs evenly. */
const other = row(0, 10, 15, 0);

/** The loads of a pack's procedures valid on a day. Throws when there are none. */
export function procedureLoads(procedures: readonly Procedure[], day: string): ProcedureLoad[] {
  const valid = procedures.filter((one) => one.valid_from <= day && (one.valid_to === null || day < one.valid_to));
  if (valid.length === 0)
    throw new Error(`procedures.csv: no procedure is valid on ${day}; nobody has a reason to come`);
  const listed = valid.reduce((sum, { code }) => sum + (weighed[code]?.perMille ?? 0), 0);
  const unlisted = valid.filter(({ code }) => !(code in weighed)).length;
  const rest = unlisted === 0 ? 0 : Math.max(0, 1_000 - listed) / unlisted;
  const total = listed + rest * unlisted;
  return valid.map(({ code, level, statutory_days: statutoryDays }) => {
    const { perMille, ...load } = weighed[code] ?? { ...other, perMille: rest };
    return { ...load, code, level, statutoryDays, share: perMille / total };
  });
}
