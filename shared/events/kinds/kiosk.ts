import { z } from 'zod';
import { code, durationS, instant, itemId, longDurationS, personal, toMs } from '../fields.ts';
import { defineKind, defineType } from '../kind.ts';

/** A public-service kiosk or reception robot: alive, in fault, recovered, used. */
export const kiosk = defineKind({
  kind: 'kiosk',
  assetKinds: ['kiosk', 'robot'],
  expectedIntervalS: 60,
  openDays: { fault: 400 },
  types: {
    heartbeat: defineType({
      data: z.strictObject({
        healthy: z.boolean(),
        /** Seconds since the last heartbeat that this one vouches for. */
        coversS: z.int().min(1).max(3600),
        paperPct: z.int().min(0).max(100).optional(),
      }),
      metrics: { 'kiosk.seen_ms': { unit: 'ms', perAsset: true }, 'kiosk.healthy_ms': { unit: 'ms', perAsset: true } },
      measure: ({ healthy, coversS }) => [
        { metric: 'kiosk.seen_ms', value: coversS * 1000 },
        { metric: 'kiosk.healthy_ms', value: healthy ? coversS * 1000 : 0 },
      ],
      facts: ({ healthy, paperPct }) => [{ set: 'heartbeat', value: { healthy, paperPct: paperPct ?? null } }],
    }),
    fault: defineType({
      data: z.strictObject({ faultId: itemId, code, planned: z.boolean(), dueAt: instant.optional() }),
      metrics: { 'kiosk.fault': { unit: 'count', perAsset: true, dims: ['code'] } },
      measure: () => [{ metric: 'kiosk.fault', value: 1 }],
      facts: ({ faultId, code, planned, dueAt }) => [
        { open: 'fault', key: faultId, value: { code, planned, dueAt: dueAt ?? null } },
      ],
    }),
    recovered: defineType({
      data: z.strictObject({ faultId: itemId, code, planned: z.boolean(), downS: longDurationS }),
      metrics: { 'kiosk.down_ms': { unit: 'ms', perAsset: true, dims: ['code'], histogram: true } },
      measure: ({ downS }) => [{ metric: 'kiosk.down_ms', value: toMs(downS) }],
      facts: ({ faultId }) => [{ close: 'fault', key: faultId }],
    }),
    session: defineType({
      data: z.strictObject({
        durationS,
        outcome: z.enum(['completed', 'abandoned', 'failed']),
        procedure: code.optional(),
        citizenId: personal.optional(),
      }),
      personal: ['citizenId'],
      metrics: {
        'kiosk.session': { unit: 'count', perAsset: true, dims: ['outcome', 'procedure'] },
        'kiosk.session_ms': { unit: 'ms', histogram: true },
      },
      measure: ({ durationS }) => [
        { metric: 'kiosk.session', value: 1 },
        { metric: 'kiosk.session_ms', value: toMs(durationS) },
      ],
      facts: ({ outcome }) => [{ set: 'session', value: { outcome } }],
    }),
  },
});
