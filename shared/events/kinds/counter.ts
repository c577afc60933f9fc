import { z } from 'zod';
import { code, durationS, toMs } from '../fields.ts';
import { defineKind, defineType, type Measurement } from '../kind.ts';

/** A service point's counters: opened, closed, and how many wait for how long. */
export const counter = defineKind({
  kind: 'counter',
  assetKinds: ['point', 'branch'],
  expectedIntervalS: 300,
  types: {
    opened: defineType({
      data: z.strictObject({ counter: code, procedure: code.optional() }),
      metrics: { 'counter.opened': { unit: 'count', perAsset: true } },
      measure: () => [{ metric: 'counter.opened', value: 1 }],
      facts: ({ counter }) => [{ set: `counter.${counter}`, value: { open: true } }],
    }),
    closed: defineType({
      data: z.strictObject({ counter: code, openS: durationS }),
      metrics: { 'counter.open_ms': { unit: 'ms', perAsset: true } },
      measure: ({ openS }) => [{ metric: 'counter.open_ms', value: toMs(openS) }],
      facts: ({ counter }) => [{ set: `counter.${counter}`, value: { open: false } }],
    }),
    waiting: defineType({
      data: z
        .strictObject({
          /** People waiting now. */
          waiting: z.int().min(0).max(100_000).optional(),
          /** The wait a person joining now is told to expect. */
          expectedWaitS: durationS.optional(),
          /** The sample this one closes and how long it held; absent on the first sample or after a gap. */
          prior: z
            .strictObject({
              waiting: z.int().min(0).max(100_000).optional(),
              expectedWaitS: durationS.optional(),
              heldS: durationS,
            })
            .optional(),
        })
        .refine((data) => data.waiting !== undefined || data.expectedWaitS !== undefined, {
          error: 'waiting or expectedWaitS must be given',
        }),
      metrics: {
        'counter.waiting': { unit: 'person', perAsset: true },
        'counter.waiting_person_ms': { unit: 'person_ms', perAsset: true },
        'counter.waiting_held_ms': { unit: 'ms', perAsset: true },
        'counter.expected_wait_ms': { unit: 'ms', perAsset: true, histogram: true },
        'counter.expected_wait_ms_s': { unit: 'ms_s', perAsset: true },
        'counter.expected_wait_held_ms': { unit: 'ms', perAsset: true },
      },
      measure: ({ waiting, expectedWaitS, prior }) => {
        const measured: Measurement[] = [];
        if (waiting !== undefined) measured.push({ metric: 'counter.waiting', value: waiting });
        if (expectedWaitS !== undefined) {
          measured.push({ metric: 'counter.expected_wait_ms', value: toMs(expectedWaitS) });
        }
        if (prior?.waiting !== undefined) {
          measured.push({ metric: 'counter.waiting_person_ms', value: prior.waiting * toMs(prior.heldS) });
          measured.push({ metric: 'counter.waiting_held_ms', value: toMs(prior.heldS) });
        }
        if (prior?.expectedWaitS !== undefined) {
          const heldS = Math.round(prior.heldS);
          measured.push({ metric: 'counter.expected_wait_ms_s', value: toMs(prior.expectedWaitS) * heldS });
          measured.push({ metric: 'counter.expected_wait_held_ms', value: toMs(prior.heldS) });
        }
        return measured;
      },
      facts: ({ waiting, expectedWaitS }) => [
        { set: 'waiting', value: { waiting: waiting ?? null, expectedWaitS: expectedWaitS ?? null } },
      ],
    }),
  },
});
