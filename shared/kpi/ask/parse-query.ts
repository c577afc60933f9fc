import { z } from 'zod';
import { kpiUnits, type KpiId } from '../kpi-units.ts';
import { addDays } from '../ledger/days.ts';
import { KpiQuestionError, type KpisAsked } from './answer-kpis.ts';

const kpiIds = Object.keys(kpiUnits) as [KpiId, ...KpiId[]];

/** A question in words, as a command line or an address has it; days are both included. */
const kpiQuery = z
  .object({
    unit: z.string().max(80).optional(),
    kpi: z.array(z.enum(kpiIds)).optional(),
    at: z.iso
      .datetime({ offset: true, error: 'an instant with its offset, such as 2026-11-20T09:00:00+07:00' })
      .or(z.iso.date())
      .optional(),
    from: z.iso.date().optional(),
    to: z.iso.date().optional(),
    byProcedures: z.boolean().optional(),
  })
  .refine(({ from, to }) => (from === undefined) === (to === undefined), { error: 'from and to go together' })
  .refine(({ at, from }) => at === undefined || from === undefined, { error: 'at, or from and to, not both' });

/** Reads a question in words; throws `KpiQuestionError` saying what cannot be read. */
export function parseKpiQuery(query: unknown): Omit<KpisAsked, 'world' | 'nowMs'> {
  const parsed = kpiQuery.safeParse(query);
  if (!parsed.success) {
    throw new KpiQuestionError(
      parsed.error.issues.map(({ path, message }) => [...path, message].join(': ')).join('; '),
    );
  }
  const { unit, kpi, at, from, to, byProcedures } = parsed.data;
  return {
    ...{ of: unit, kpis: kpi, byProcedures },
    when: from !== undefined && to !== undefined ? { span: { from, to: addDays(to, 1) } } : toInstant(at),
  };
}

function toInstant(at: string | undefined): KpisAsked['when'] {
  if (at === undefined) return undefined;
  // A day by itself is told apart by its civil day, whatever the zone is.
  return at.includes('T') ? { atMs: Date.parse(at) } : { day: at };
}
