import { nextWithin } from '#shared/duty/escalation/next-open.ts';
import type { NoticeSays } from '#shared/duty/notice/notice-says.ts';
import type { ContactRow } from '#shared/store/list-contacts.ts';
import type { Sql } from '#shared/store/sql.ts';
import { parseOpeningHours } from '#shared/time/opening-hours.ts';
import { worldKind } from '#shared/wire/world.ts';
import type { ChannelKind } from '#shared/wire/notify-commands.ts';

/** One thing for one contact (null: there was nobody to tell). */
export type NewNotice = {
  readonly world: string;
  readonly subject: string;
  readonly incident: number | null;
  readonly alert: number | null;
  readonly step: number | null;
  readonly round: number | null;
  readonly contact: ContactRow | null;
  readonly channel?: ChannelKind | undefined;
  readonly insteadOf?: string | undefined;
  /** The same thing told twice to the same contact has the same. */
  readonly dedupe: string;
  readonly says: NoticeSays;
  /** World time. */
  readonly at: Date;
};

/** Puts a notice into the outbox; what is there already stays. Returns its number; undefined: it was there. */
export async function insertNotice(
  sql: Sql,
  notice: NewNotice,
  { now, timeZone }: { now: Date; timeZone: string },
): Promise<number | undefined> {
  const { contact, says } = notice;
  const { state, why } = standingOf(notice);
  const isSettled = state !== 'waiting';
  const due = state === 'waiting' && contact ? afterQuiet(contact, says, { now, timeZone }) : now;
  const { rows } = await sql.query<{ id: number }>(
    `INSERT INTO notices (world, subject, incident, alert, reason, priority, is_exercise, step, round, contact, channel,
       instead_of, dedupe, says, state, why, at, made_at, due_at, settled_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)
     ON CONFLICT (dedupe) DO NOTHING RETURNING id`,
    [
      ...[notice.world, notice.subject, notice.incident, notice.alert, says.reason, says.priority, says.isExercise],
      ...[notice.step, notice.round, contact?.id ?? null, notice.channel ?? null, notice.insteadOf ?? null],
      ...[notice.dedupe, JSON.stringify(says), state, why, notice.at, now, due, isSettled ? now : null],
    ],
  );
  return rows[0]?.id;
}

/** Only `live` reaches anybody, and of it an exercise those who asked for such; all else is kept to be looked at. */
function standingOf({ contact, world, says }: NewNotice): { state: string; why: string | null } {
  if (!contact) return { state: 'nobody', why: 'nobody_on_duty' };
  if (worldKind(world) !== 'live') return { state: 'simulated', why: 'world' };
  if (says.isExercise && !contact.drills) return { state: 'simulated', why: 'exercise' };
  return { state: 'waiting', why: null };
}

/** In somebody's quiet hours nothing but P1, and what they asked for, is sent. */
function afterQuiet(contact: ContactRow, says: NoticeSays, { now, timeZone }: { now: Date; timeZone: string }): Date {
  const quiet = contact.quiet === null ? undefined : parseOpeningHours(contact.quiet);
  if (!quiet || says.priority === 'P1' || says.reason === 'test') return now;
  const until = nextWithin(quiet, now.getTime(), { timeZone, wanted: false });
  return until === undefined ? now : new Date(until);
}
