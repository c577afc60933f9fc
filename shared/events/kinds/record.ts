import { z } from 'zod';
import { amountVnd, code, instant, itemId, longDurationS, personal, toMs } from '../fields.ts';
import { defineKind, defineType, type Measurement } from '../kind.ts';
import { paymentMethods } from './parking.ts';

const channel = z.enum(['online', 'counter', 'post', 'email']);

/** A citizen's record (hồ sơ) on its way: submitted, worked on, completed, handed back, paid. */
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
        dueAt: instant.optional(),
        citizenId: personal.optional(),
        phone: personal.optional(),
      }),
      personal: ['citizenId', 'phone'],
      metrics: { 'record.submitted': { unit: 'count', dims: ['channel', 'procedure'] } },
      measure: () => [{ metric: 'record.submitted', value: 1 }],
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
      data: z.strictObject({ recordId: itemId, method: z.enum(paymentMethods), amountVnd }),
      metrics: { 'record.paid_vnd': { unit: 'vnd', dims: ['method'] } },
      measure: ({ amountVnd }) => [{ metric: 'record.paid_vnd', value: amountVnd }],
      facts: ({ method }) => [{ set: 'record', value: { what: 'paid', method } }],
    }),
  },
});
