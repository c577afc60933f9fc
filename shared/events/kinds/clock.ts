import { z } from 'zod';
import { defineKind, defineType } from '../kind.ts';

/** The tick of a world's clock. Only the door writes it; `speed` 0 means that world stands still. */
export const clock = defineKind({
  kind: 'clock',
  assetKinds: [],
  expectedIntervalS: null,
  types: { tick: defineType({ data: z.strictObject({ speed: z.number().min(0).max(100_000) }) }) },
});
