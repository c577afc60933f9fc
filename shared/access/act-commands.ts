import { z } from 'zod';
import { acts } from './acts.ts';

/**
 * office `act.judge`: whether `actor` may do `act`, for a process that has no database; with `note`, it is in the trail
 * before it is done. The answer is the verdict.
 */
export const actJudge = z.strictObject({
  actor: z.string().min(1).max(80),
  act: z.enum(acts),
  note: z
    .strictObject({
      verb: z.string().min(1).max(64),
      subject: z.string().min(1).max(200),
      detail: z.record(z.string(), z.unknown()),
      reason: z.string().max(200).optional(),
    })
    .optional(),
});
export type ActJudge = z.output<typeof actJudge>;
