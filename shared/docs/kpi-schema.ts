import { z } from 'zod';
import type { KpiAnswer } from '../kpi/answer.ts';
import { exclusionCauses } from '../kpi/exclusions/exclusion.ts';
import { kpiUnits, type KpiId } from '../kpi/kpi-units.ts';

const kpiIds = Object.keys(kpiUnits) as [KpiId, ...KpiId[]];
const count = z.int().min(0);
const days = z.strictObject({ from: z.iso.date(), to: z.iso.date() });
const direction = z.enum(['at_least', 'at_most']);

const figure = {
  value: z.number().nullable().describe('In valueUnit; null: not known, and never to be shown as 0'),
  numerator: z.number().nullable(),
  denominator: z.number().nullable(),
  gap: z.number().nullable().describe('Past the target by so much; below 0 it falls short'),
};

const toReach = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal(['safe', 'unreachable']), daysLeft: z.number(), bestValue: z.number() }),
  z.strictObject({
    state: z.literal('reachable'),
    daysLeft: z.number(),
    perDay: z.number().nullable().describe('So many a day from now on: at least, or at most where less is better'),
    nowPerDay: z.number(),
    morePerDay: z.number().nullable().describe('perDay less what comes anyway'),
    restValue: z.number().nullable().describe('The value that what is still to come must have by itself'),
  }),
]);

const part = z.strictObject({
  ...figure,
  period: days,
  office: z.string().nullable(),
  since: z.iso.date().nullable(),
  adjusted: z.strictObject(figure).nullable(),
});

/** One item of `GET /kpi.json`. */
export const kpiAnswer = z.strictObject({
  world: z.string(),
  kpi: z.enum(kpiIds),
  formulaVersion: count,
  basis: z.enum(['records', 'procedures']),
  countedFor: z.enum(['served', 'citizens']).describe('What was served there, or what its citizens asked for anywhere'),
  valueUnit: z.enum(['share', 'ms', 'count']).describe('share: 0 to 1'),
  unit: z.string().describe('Empty: the city; a unit’s code; or a set such as type:phuong'),
  period: days.describe('Civil days, the second exclusive; counted up to asOf'),
  asOf: z.iso.datetime(),
  ...figure,
  reason: z
    .enum(['no-data', 'coverage', 'no-reporters', 'no-source', 'no-formula', 'not-yet'])
    .nullable()
    .describe('Why there is no value'),
  targetSet: z.string().nullable(),
  target: z.number().nullable(),
  direction,
  coverage: z
    .strictObject({
      reporting: count,
      expected: count,
      oldestAgeS: count.nullable().describe('The one heard of least lately was heard of so many seconds ago, at most'),
      told: z.number().nullable().describe('Share of what could tell what is asked that did'),
    })
    .describe('Of how many that were expected to report something was heard'),
  perDayToReach: toReach.nullable(),
  office: z.string().nullable().describe('Who answers on the last day counted'),
  parts: z.array(part).describe('The figure of each office in turn'),
  adjusted: z
    .strictObject({
      ...figure,
      exclusions: z.array(z.strictObject({ id: count, cause: z.enum(exclusionCauses) })),
    })
    .nullable()
    .describe('Without the hours of approved exclusions'),
}) satisfies z.ZodType<KpiAnswer>;
