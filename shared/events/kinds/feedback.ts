import { z } from 'zod';
import { code } from '../fields.ts';
import { defineKind, defineType } from '../kind.ts';

/** From this score on a citizen counts as satisfied. */
const satisfiedFrom = 4;

/** Satisfaction as a citizen gives it, 1 to 5. */
export const feedback = defineKind({
  kind: 'feedback',
  assetKinds: ['point', 'branch', 'kiosk', 'robot'],
  expectedIntervalS: null,
  types: {
    given: defineType({
      data: z.strictObject({
        score: z.int().min(1).max(5),
        channel: z.enum(['qr', 'kiosk', 'counter']),
        procedure: code.optional(),
      }),
      metrics: {
        'feedback.score': { unit: 'score', perAsset: true, dims: ['channel'] },
        'feedback.satisfied': { unit: 'count', perAsset: true, dims: ['procedure', 'channel'] },
      },
      measure: ({ score }) => [
        { metric: 'feedback.score', value: score },
        { metric: 'feedback.satisfied', value: score >= satisfiedFrom ? 1 : 0 },
      ],
      facts: ({ score, channel }) => [{ set: 'feedback', value: { score, channel } }],
    }),
  },
});
