import { z } from 'zod';
import { drillExpectsFile } from '#shared/drill/expects.ts';

/*
 * A scenario is data: what goes wrong, when and where. What follows from it (longer queues next door, calls, people who
 * come back tomorrow) is nowhere written; the parts of the city bring it about.
 */

const text = z.string().min(1).max(300);
const bilingual = z.strictObject({ vi: text, en: text });

const unitMs = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;
const durationForm = /^([+-]?)(\d+(?:\.\d+)?)([smhd])$/;

/** `90m`, `-7m`, `1.5h` as milliseconds. */
const signedDuration = z
  .string()
  .regex(durationForm, 'a time such as 45s, 90m, 1.5h, 2d; a sign in front is allowed')
  .transform((value) => {
    const [, sign, count, unit] = durationForm.exec(value) ?? [];
    const ms = Math.round(Number(count) * unitMs[unit as keyof typeof unitMs]);
    return sign === '-' ? -ms : ms;
  });
const duration = signedDuration.refine((ms) => ms > 0, 'must be longer than nothing');

const dayTime = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, "a time of day such as '09:30', in quotes")
  .transform((value) => Number(value.slice(0, 2)) * 60 + Number(value.slice(3)));

const when = z
  .strictObject({
    /** Civil day of the run, the first is 1; `each`: every day. */
    day: z
      .union([z.int().min(1).max(10_000), z.literal('each')], { error: 'a day of the run from 1, or each' })
      .optional(),
    from: dayTime.optional(),
    /** Instead of day and from: an instant with its offset. */
    at: z.iso.datetime({ offset: true, error: 'an instant such as 2026-11-23T09:30:00+07:00' }).optional(),
    lasts: duration,
  })
  .superRefine(({ day, from, at, lasts }, context) => {
    const isRelative = day !== undefined && from !== undefined && at === undefined;
    const isAbsolute = day === undefined && from === undefined && at !== undefined;
    if (!isRelative && !isAbsolute) context.addIssue({ code: 'custom', message: 'needs day and from, or at alone' });
    if (day === 'each' && lasts > unitMs.d) {
      context.addIssue({ code: 'custom', path: ['lasts'], message: 'what comes each day lasts a day at most' });
    }
  });

/** A code, `all`, `seat` (the unit of the centre), `#3`: the third by size, or `point#3`: of those of that kind. */
const places = z
  .array(
    z
      .string()
      .regex(
        /^(all|seat|[a-z]*#[1-9]\d{0,4}|[A-Za-z0-9][A-Za-z0-9._-]{0,63})$/,
        'a code, all, seat, #1 for the largest, or point#1 for the first of a kind',
      ),
  )
  .min(1);

const share = z.number().min(0).max(1);

const effect = z.discriminatedUnion(
  'what',
  [
    /** No power: kiosks are silent, counters do not work. */
    z.strictObject({ what: z.literal('power_cut'), when, units: places }),
    /** A connected system, by its code or its kind (`national_portal`), does not answer. */
    z.strictObject({ what: z.literal('system_down'), when, systems: places }),
    /** It answers so many times slower. */
    z.strictObject({ what: z.literal('system_slow'), when, systems: places, times: z.number().min(1).max(1_000) }),
    /** What it carries over comes so much later. */
    z.strictObject({ what: z.literal('system_behind'), when, systems: places, by: duration }),
    /** So many times the usual calls to the hotline; with a topic, those beside the usual are about it. */
    z.strictObject({
      what: z.literal('call_flood'),
      when,
      times: z.number().min(1).max(1_000),
      topic: z.string().min(1).max(60).optional(),
    }),
    /** Other agencies take so many times as long over records. */
    z.strictObject({ what: z.literal('agencies_slow'), when, times: z.number().min(1).max(100) }),
    /** An operator of parking takes money and settles nothing. `#1`: the one with the most sites. */
    z.strictObject({ what: z.literal('settlement_stops'), when, operators: places }),
    /** At these sites so much more of what is paid is paid in cash, as a share. */
    z.strictObject({ what: z.literal('cash_drift'), when, sites: places, by: z.number().min(-1).max(1) }),
    /** At these sites this share of payments without cash fails. */
    z.strictObject({ what: z.literal('payments_fail'), when, sites: places, share }),
    /** These kiosks are out of order until it ends; no technician can mend them. */
    z.strictObject({ what: z.literal('kiosk_fault'), when, assets: places }),
    /** The assistant does not know further in at least this share of its chats. */
    z.strictObject({ what: z.literal('assistant_lost'), when, share }),
    /** These assets send nothing; what they had to say is lost. */
    z.strictObject({ what: z.literal('device_silent'), when, assets: places }),
    /** A feed sends nothing; what it would have sent is lost, or comes late. `parking`: every operator's. */
    z.strictObject({
      what: z.literal('feed_silent'),
      when,
      feeds: z
        .array(z.string().regex(/^[a-z][A-Za-z0-9_-]*$/, 'the name of a feed, such as kiosks or parking-VETC'))
        .min(1),
      then: z.enum(['lost', 'late']),
    }),
    /** These assets' clocks are wrong by so much; `#1`: the first kiosk of the pack. */
    z.strictObject({ what: z.literal('clock_skew'), when, assets: places, by: signedDuration }),
    /** Only this share of the staff is present. */
    z.strictObject({ what: z.literal('staff_shortage'), when, points: places, share }),
    z.strictObject({ what: z.literal('rain'), when }),
  ],
  { error: () => `there are ${effectNames.join(', ')}` },
);

const effectNames = [
  ...['power_cut', 'system_down', 'system_slow', 'system_behind', 'call_flood', 'agencies_slow', 'settlement_stops'],
  ...['cash_drift', 'payments_fail', 'kiosk_fault', 'assistant_lost', 'device_silent', 'feed_silent', 'clock_skew'],
  ...['staff_shortage', 'rain'],
] as const;

/** A file of `infra/scenarios`. */
export const scenarioSchema = z.strictObject({
  name: bilingual,
  /** What one sees, in a sentence or two. */
  about: bilingual,
  /** What a drill expects of those it is played to. */
  expects: drillExpectsFile.optional(),
  effects: z.array(effect).min(1).max(100),
});

export type Scenario = z.output<typeof scenarioSchema>;
export type ScenarioEffect = Scenario['effects'][number];
export type When = ScenarioEffect['when'];
