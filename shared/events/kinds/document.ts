import { z } from 'zod';
import { itemId } from '../fields.ts';
import { defineKind, defineType } from '../kind.ts';

/** An official document sent or received between agencies: on the axis or on paper, signed digitally or not. */
export const document = defineKind({
  kind: 'document',
  assetKinds: ['point', 'branch', 'system'],
  expectedIntervalS: null,
  types: {
    exchanged: defineType({
      data: z.strictObject({
        documentId: itemId,
        direction: z.enum(['in', 'out']),
        electronic: z.boolean(),
        signed: z.boolean(),
      }),
      metrics: {
        'document.exchanged': { unit: 'count', dims: ['direction'] },
        'document.electronic': { unit: 'count', dims: ['direction'] },
        'document.signed': { unit: 'count', dims: ['direction'] },
      },
      measure: ({ electronic, signed }) => [
        { metric: 'document.exchanged', value: 1 },
        { metric: 'document.electronic', value: electronic ? 1 : 0 },
        { metric: 'document.signed', value: signed ? 1 : 0 },
      ],
      facts: ({ direction }) => [{ set: 'document', value: { direction } }],
    }),
  },
});
