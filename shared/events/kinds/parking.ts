import { z } from 'zod';
import { amountVnd, code, durationS, instant, itemId, personal, toMs } from '../fields.ts';
import { defineKind, defineType, type Measurement } from '../kind.ts';

/** How a stay was paid; everything but `cash` is cashless. */
export const paymentMethods = ['cash', 'card', 'qr', 'wallet', 'tag'] as const;

const spaces = z.int().min(0).max(100_000);

/** A parking site: stays, payments, occupancy, the operator's settlement. Names follow APDS (Alliance for Parking Data Standards). */
export const parking = defineKind({
  kind: 'parking',
  assetKinds: ['parking'],
  expectedIntervalS: 3600,
  openDays: { stay: 31 },
  types: {
    entered: defineType({
      data: z.strictObject({ stayId: itemId, plate: personal.optional() }),
      personal: ['plate'],
      metrics: { 'parking.entered': { unit: 'count', perAsset: true } },
      measure: () => [{ metric: 'parking.entered', value: 1 }],
      facts: ({ stayId }) => [{ open: 'stay', key: stayId, value: {} }],
    }),
    exited: defineType({
      data: z.strictObject({ stayId: itemId, stayS: durationS, plate: personal.optional() }),
      personal: ['plate'],
      metrics: { 'parking.stay_ms': { unit: 'ms', perAsset: true, histogram: true } },
      measure: ({ stayS }) => [{ metric: 'parking.stay_ms', value: toMs(stayS) }],
      facts: ({ stayId }) => [{ close: 'stay', key: stayId }],
    }),
    paid: defineType({
      data: z.strictObject({
        paymentId: itemId,
        method: z.enum(paymentMethods),
        amountVnd,
        stayId: itemId.optional(),
        plate: personal.optional(),
      }),
      personal: ['plate'],
      metrics: { 'parking.paid_vnd': { unit: 'vnd', perAsset: true, dims: ['method'] } },
      measure: ({ amountVnd }) => [{ metric: 'parking.paid_vnd', value: amountVnd }],
      facts: ({ method, amountVnd }) => [{ set: 'payment', value: { method, amountVnd } }],
    }),
    failed: defineType({
      data: z.strictObject({ method: z.enum(paymentMethods), reason: code, plate: personal.optional() }),
      personal: ['plate'],
      metrics: { 'parking.failed': { unit: 'count', perAsset: true, dims: ['reason', 'method'] } },
      measure: () => [{ metric: 'parking.failed', value: 1 }],
      facts: ({ method, reason }) => [{ set: 'failure', value: { method, reason } }],
    }),
    occupancy: defineType({
      data: z.strictObject({
        /** May exceed the capacity: cars stand where no space is marked. */
        occupied: spaces,
        capacity: spaces,
        /** The sample this one closes and how long it held; absent on the first sample or after a gap. */
        prior: z.strictObject({ occupied: spaces, capacity: spaces, heldS: durationS }).optional(),
      }),
      metrics: {
        'parking.occupied': { unit: 'space', perAsset: true },
        'parking.occupied_space_ms': { unit: 'space_ms', perAsset: true },
        'parking.capacity_space_ms': { unit: 'space_ms', perAsset: true },
      },
      measure: ({ occupied, prior }) => {
        const measured: Measurement[] = [{ metric: 'parking.occupied', value: occupied }];
        if (prior) {
          const heldMs = toMs(prior.heldS);
          measured.push({ metric: 'parking.occupied_space_ms', value: prior.occupied * heldMs });
          measured.push({ metric: 'parking.capacity_space_ms', value: prior.capacity * heldMs });
        }
        return measured;
      },
      facts: ({ occupied, capacity }) => [{ set: 'occupancy', value: { occupied, capacity } }],
    }),
    settled: defineType({
      /** An operator's statement: what a site took by one method from an instant to another, exclusive. */
      data: z
        .strictObject({
          from: instant,
          to: instant,
          method: z.enum(paymentMethods),
          transactions: z.int().min(0).max(10_000_000),
          amountVnd,
        })
        .refine(({ from, to }) => Date.parse(from) < Date.parse(to), {
          error: 'to must be later than from',
          path: ['to'],
        }),
      metrics: {
        'parking.settled_vnd': { unit: 'vnd', perAsset: true, dims: ['method'] },
        'parking.settled_transactions': { unit: 'count', perAsset: true, dims: ['method'] },
      },
      measure: ({ amountVnd, transactions }) => [
        { metric: 'parking.settled_vnd', value: amountVnd },
        { metric: 'parking.settled_transactions', value: transactions },
      ],
      facts: ({ from, to, method, amountVnd }) => [{ set: `settlement.${method}`, value: { from, to, amountVnd } }],
    }),
    maintained: defineType({
      data: z.strictObject({ reason: code }),
      metrics: { 'parking.maintained': { unit: 'count', perAsset: true, dims: ['reason'] } },
      measure: () => [{ metric: 'parking.maintained', value: 1 }],
      facts: ({ reason }) => [{ set: 'maintenance', value: { reason } }],
    }),
  },
});
