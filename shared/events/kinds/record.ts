import { z } from 'zod';
import { amountVnd, code, instant, itemId, longDurationS, personal, toMs } from '../fields.ts';
import { defineKind, defineType, type Measurement } from '../kind.ts';
import { paymentMethods } from './parking.ts';

const channel = z.enum(['online', 'counter', 'post', 'email']);

/** A citizen's record (hồ sơ) on its way: submitted, worked on, completed, sent back to its citizen, paid, digitised. */
export const record = defineKind({
  kind: 'record',
  assetKinds: ['point', 'branch'],
  expectedIntervalS: null,
  types: {
    submitted: defineType({
      data: z.strictObject({
        recordId: itemId,
        procedure: code,
        channel,
        /** How far this record itself goes online, `full` from the submission to the result; always to be told. */
        level: z.enum(['full', 'partial', 'none']).optional(),
        /** The citizen's own unit, where another one serves: a record is counted for both. */
        citizenUnit: code.optional(),
        dueAt: instant.optional(),
        citizenId: personal.optional(),
        phone: personal.optional(),
      }),
      personal: ['citizenId', 'phone'],
      metrics: {
        'record.submitted': { unit: 'count', dims: ['channel', 'procedure', 'level', 'citizenUnit'] },
        // A series has one label: what is asked of online or of direct records by procedure is counted apart. Only of
        // records that tell their level, because those of senders that did not yet know it were never counted so: such a
        // share is of Σ `record.submitted` by `level`, and that ÷ `record.submitted` is its coverage.
        'record.online': { unit: 'count', dims: ['procedure', 'citizenUnit'] },
        'record.full_process': { unit: 'count', dims: ['procedure', 'citizenUnit'] },
        'record.direct': { unit: 'count', dims: ['procedure'] },
      },
      measure: ({ channel, level }) => {
        const measured: Measurement[] = [{ metric: 'record.submitted', value: 1 }];
        if (level === undefined) return measured;
        if (channel === 'online') measured.push({ metric: 'record.online', value: 1 });
        if (channel === 'online' && level === 'full') measured.push({ metric: 'record.full_process', value: 1 });
        if (channel === 'counter') measured.push({ metric: 'record.direct', value: 1 });
        return measured;
      },
      facts: ({ channel }) => [{ set: 'record', value: { what: 'submitted', channel } }],
    }),
    step: defineType({
      data: z.strictObject({ recordId: itemId, step: code }),
      metrics: { 'record.step': { unit: 'count', dims: ['step'] } },
      measure: () => [{ metric: 'record.step', value: 1 }],
      facts: ({ step }) => [{ set: 'record', value: { what: 'step', step } }],
    }),
    completed: defineType({
      data: z.strictObject({
        recordId: itemId,
        procedure: code,
        channel,
        durationS: longDurationS,
        /** Whether it met its due date; absent when it had none. */
        onTime: z.boolean().optional(),
      }),
      metrics: {
        'record.completed_ms': { unit: 'ms', dims: ['channel', 'procedure'], histogram: true },
        'record.on_time': { unit: 'count', dims: ['procedure'] },
      },
      measure: ({ durationS, onTime }) => {
        const measured: Measurement[] = [{ metric: 'record.completed_ms', value: toMs(durationS) }];
        if (onTime !== undefined) measured.push({ metric: 'record.on_time', value: onTime ? 1 : 0 });
        return measured;
      },
      facts: ({ channel }) => [{ set: 'record', value: { what: 'completed', channel } }],
    }),
    returned: defineType({
      data: z.strictObject({ recordId: itemId, channel }),
      metrics: { 'record.returned': { unit: 'count', dims: ['channel'] } },
      measure: () => [{ metric: 'record.returned', value: 1 }],
      facts: ({ channel }) => [{ set: 'record', value: { what: 'returned', channel } }],
    }),
    paid: defineType({
      data: z.strictObject({
        recordId: itemId,
        method: z.enum(paymentMethods),
        amountVnd,
        /** Whether it was paid online; absent where the sender cannot tell. */
        online: z.boolean().optional(),
      }),
      metrics: {
        'record.paid_vnd': { unit: 'vnd', dims: ['method'] },
        'record.paid_online': { unit: 'count' },
      },
      measure: ({ amountVnd, online }) => {
        const measured: Measurement[] = [{ metric: 'record.paid_vnd', value: amountVnd }];
        if (online !== undefined) measured.push({ metric: 'record.paid_online', value: online ? 1 : 0 });
        return measured;
      },
      facts: ({ method }) => [{ set: 'record', value: { what: 'paid', method } }],
    }),
    digitised: defineType({
      data: z.strictObject({ recordId: itemId, procedure: code, documents: z.int().min(1).max(10_000).optional() }),
      metrics: { 'record.digitised': { unit: 'count', dims: ['procedure'] } },
      measure: () => [{ metric: 'record.digitised', value: 1 }],
      facts: () => [{ set: 'record', value: { what: 'digitised' } }],
    }),
  },
});
