import { z } from 'zod';
import type { CivilCalendar } from '../time/civil-day.ts';
import { nextDay } from '../time/next-day.ts';
import { drillExpectsFile } from './expects.ts';

const words = z.object({ vi: z.string().min(1).max(300), en: z.string().min(1).max(300) });
const when = z.object({
  day: z.union([z.int().min(1), z.literal('each')]).optional(),
  from: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
    .optional(),
  at: z.iso.datetime({ offset: true }).optional(),
});

/** What a drill must know of a scenario's file: its name, what it expects, and when what goes wrong begins. */
export const scenarioHead = z.object({
  ...{ name: words, about: words, expects: drillExpectsFile.optional() },
  effects: z.array(z.object({ when })).min(1),
});
export type ScenarioHead = z.output<typeof scenarioHead>;

/** The instant at which the first thing goes wrong in a run that begins on a civil day. */
export function firstEffectMs(
  { effects }: Pick<ScenarioHead, 'effects'>,
  day: string,
  calendar: CivilCalendar,
): number {
  const begins = effects.map(({ when: { day: on = 1, from = '00:00', at } }) => {
    if (at !== undefined) return Date.parse(at);
    let civil = day;
    for (let n = 1; on !== 'each' && n < on; n += 1) civil = nextDay(civil);
    return calendar.startOf(civil) + Date.parse(`1970-01-01T${from}:00Z`);
  });
  return Math.min(...begins);
}
