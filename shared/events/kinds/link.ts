import { z } from 'zod';
import { durationS, toMs } from '../fields.ts';
import { defineKind, defineType, type Measurement } from '../kind.ts';

/** A connected system (portal, identity, payment, document axis) as a probe finds it: does it work, how fast, how late. */
export const link = defineKind({
  kind: 'link',
  assetKinds: ['system'],
  expectedIntervalS: 60,
  types: {
    checked: defineType({
      data: z.strictObject({
        ok: z.boolean(),
        /** Seconds since the last check that this one vouches for. */
        coversS: z.int().min(1).max(86_400),
        latencyMs: z.int().min(0).max(600_000).optional(),
        /** How far its data lag behind. */
        lagS: durationS.optional(),
      }),
      metrics: {
        'link.seen_ms': { unit: 'ms', perAsset: true },
        'link.ok_ms': { unit: 'ms', perAsset: true },
        'link.latency_ms': { unit: 'ms', perAsset: true, histogram: true },
        'link.lag_ms': { unit: 'ms', perAsset: true },
      },
      measure: ({ ok, coversS, latencyMs, lagS }) => {
        const measured: Measurement[] = [
          { metric: 'link.seen_ms', value: coversS * 1000 },
          { metric: 'link.ok_ms', value: ok ? coversS * 1000 : 0 },
        ];
        if (latencyMs !== undefined) measured.push({ metric: 'link.latency_ms', value: latencyMs });
        if (lagS !== undefined) measured.push({ metric: 'link.lag_ms', value: toMs(lagS) });
        return measured;
      },
      facts: ({ ok, latencyMs, lagS }) => [
        { set: 'link', value: { ok, latencyMs: latencyMs ?? null, lagS: lagS ?? null } },
      ],
    }),
  },
});
