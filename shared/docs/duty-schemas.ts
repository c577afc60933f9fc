import { z } from 'zod';
import { labelNames } from '../rules/rule.ts';
import { incidentStates, type AlertView, type IncidentView } from '../wire/duty.ts';

const instant = z.iso.datetime();
const says = z.strictObject({ vi: z.string(), en: z.string() });
const priority = z.enum(['P1', 'P2', 'P3']);

const suppression = z.union([
  z.strictObject({ why: z.enum(['none', 'closed_hours', 'flapping', 'storm']) }),
  z.strictObject({ why: z.literal('inhibited'), by: z.string().describe('The alert that explains it') }),
]);

const silencing = z.union([
  z.strictObject({ kind: z.literal('shelved'), id: z.int(), until: instant, by: z.string() }),
  z.strictObject({ kind: z.literal('maintenance'), id: z.int(), until: instant.nullable() }),
]);

/** An alert as screens are told of it. */
export const alertView = z.strictObject({
  ...{ id: z.int(), world: z.string(), rule: z.string(), target: z.string(), openedSeq: z.int() },
  ...{ name: says, priority, labels: z.partialRecord(z.enum(labelNames), z.string()) },
  ...{ action: says, owner: z.string(), runbook: z.string().nullable() },
  ...{ since: instant, openedAt: instant, closedAt: instant.nullable() },
  condition: z.enum(['normal', 'pending', 'firing', 'recovering', 'no_data', 'error']),
  value: z.union([z.number(), z.string(), z.boolean()]).nullable(),
  ...{ suppression, silencing: silencing.nullable() },
  acknowledgement: z
    .strictObject({ by: z.string(), at: instant, until: instant })
    .nullable()
    .describe('Who has it, until when'),
  ...{ incident: z.int().nullable(), isLate: z.boolean() },
  version: z.int().describe('What a command must expect'),
}) as z.ZodType<AlertView>;

/** An incident as screens are told of it: what is always there; more is told as it is known. */
export const incidentView = z.looseObject({
  ...{ id: z.int(), number: z.string(), world: z.string(), title: says, priority },
  ...{ state: z.enum(incidentStates), isExercise: z.boolean(), owner: z.string().nullable() },
  ...{ occurredAt: instant, detectedAt: instant, resolvedAt: instant.nullable(), version: z.int() },
}) as unknown as z.ZodType<IncidentView>;
