import { z } from 'zod';
import { drillExpects, type DrillExpects } from '../drill/expects.ts';
import type { DrillJudgement } from '../drill/judge-drill.ts';
import type { Says } from './duty.ts';

const id = z.string().regex(/^[a-z0-9][a-z0-9-]{0,30}$/, 'up to 31 small letters, digits and hyphens');
const words = z.string().trim().min(1).max(300);

/** office `drill.start`: an exercise begins, in the world `drill:<id>`. Who sends its events is somebody else. */
export const drillStart = z.strictObject({
  id,
  scenario: z.string().min(1).max(64),
  name: z.strictObject({ vi: words, en: words }),
  expects: drillExpects,
  /** World time at which what goes wrong begins. */
  beginsAt: z.iso.datetime(),
});

/** office `drill.end`: it is judged as it stands, and its senders' keys are revoked. */
export const drillEnd = z.strictObject({ id });

/** office `drill.list`: the newest first, each judged as it stands. */
export const drillList = z.strictObject({ limit: z.int().min(1).max(500).default(100) });

/** office `drill.judge`. */
export const drillJudge = z.strictObject({ id });

/** A drill, and how it went so far. */
export type DrillTold = {
  readonly id: string;
  readonly world: string;
  readonly scenario: string;
  readonly name: Says;
  readonly expects: DrillExpects;
  readonly beginsAt: string;
  readonly startedBy: string;
  readonly startedAt: string;
  readonly endedBy: string | null;
  readonly endedAt: string | null;
  readonly judgement: DrillJudgement;
  /** Notices of its world: how many would have gone out, and how many did. */
  readonly notices: { readonly kept: number; readonly sent: number };
};
