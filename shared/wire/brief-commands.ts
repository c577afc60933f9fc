import { z } from 'zod';
import { worldName } from './world.ts';

const periodId = z.string().regex(/^[a-z][a-z0-9-]{0,30}$/, { error: 'a code such as day or week' });

/**
 * office `brief.issue`: the brief of the period that a civil day lies in (left out: of the last one that is over). Of one that
 * is not over yet it tells what there is until now.
 */
export const briefIssue = z.strictObject({
  world: worldName.default('live'),
  period: periodId,
  date: z.iso.date().optional(),
});
export type BriefIssued = { readonly id: number; readonly hash: string; readonly letters: number };

/** office `brief.check`: looks now for events that came after a brief's cut; what they changed becomes an addendum. */
export const briefCheck = z.strictObject({ id: z.int().min(1) });
export type BriefChecked = { readonly lateEvents: number; readonly addendum: number | null; readonly changes: number };

/** office `brief.period.set`: what is issued when. `expectedVersion` 0: new. */
export const briefPeriodSet = z
  .strictObject({
    id: periodId,
    expectedVersion: z.int().min(0),
    nameVi: z.string().trim().min(1).max(80),
    nameEn: z.string().trim().min(1).max(80),
    every: z.enum(['daily', 'weekly', 'monthly']),
    /** Weekly: 1 (Monday) to 7; monthly: 1 to 28; daily: 0. */
    onDay: z.int().min(0).max(28),
    at: z.string().regex(/^([01][0-9]|2[0-3]):[0-5][0-9]$/, { error: 'a time such as 07:00' }),
    isOn: z.boolean().default(true),
  })
  .refine(({ every, onDay }) => (every === 'daily' ? onDay === 0 : onDay >= 1 && (every === 'monthly' || onDay <= 7)), {
    path: ['onDay'],
    error: 'daily: 0; weekly: 1 (Monday) to 7; monthly: 1 to 28',
  });

/** office `brief.reader.set`: which briefs a contact gets by e-mail, and in which language; none: no more. */
export const briefReaderSet = z.strictObject({
  contact: z.string().min(1).max(48),
  periods: z.array(periodId).max(20),
  language: z.enum(['vi', 'en']).default('vi'),
});
