import type pg from 'pg';
import { daysAround, latestDue } from '#shared/brief/period.ts';
import { listBriefPeriods } from '#shared/store/brief-periods.ts';
import { readBriefKnown } from '#shared/store/briefs.ts';
import { readTimeZone } from '#shared/store/read-time-zone.ts';
import { readWorldNow } from '#shared/store/read-world-now.ts';
import { civilCalendar } from '#shared/time/civil-day.ts';
import {
  briefCheck,
  briefIssue,
  briefPeriodSet,
  briefReaderSet,
  type BriefIssued,
} from '#shared/wire/brief-commands.ts';
import { defineCommand, type Command, type Outcome } from '../commands/command.ts';
import { checkLate } from './check-late.ts';
import { issueBrief } from './issue-brief.ts';

/** The verbs of briefs. */
export function briefCommands(pool: pg.Pool): Command[] {
  return [issueCommand(pool), checkCommand(pool), periodSetCommand, readerSetCommand];
}

/** `brief.issue`: by hand, of any days up to today. */
function issueCommand(pool: pg.Pool): Command {
  return defineCommand({
    verb: 'brief.issue',
    repeat: 'once',
    needs: 'brief.issue',
    objectOf: ({ world }) => ({ world }),
    body: briefIssue,
    act: async ({ world, period: id, date }, { sql, now, actor }) => {
      const periods = await listBriefPeriods(sql);
      const period = periods.find((one) => one.id === id);
      if (!period)
        return refuse('not-found', `there is no period ${id}; there are ${periods.map((one) => one.id).join(', ')}`);
      const issuedAtMs = await readWorldNow(sql, world, now.getTime());
      if (issuedAtMs === undefined)
        return refuse('not-found', `there is no world ${world}; vonglau world list shows all`);
      const today = civilCalendar(await readTimeZone(sql)).dayOf(issuedAtMs);
      if (date !== undefined && date > today)
        return refuse('invalid', `date: in ${world} it is ${today}; nothing is known of ${date}`);
      const days = date === undefined ? latestDue(period, { day: today, time: '24:00' }) : daysAround(period, date);
      const issued = await issueBrief(pool, sql, { world, period, days, issuedAtMs, realNow: now, by: actor });
      if (!issued) {
        return refuse(
          'conflict',
          `${id} ${days.from} of ${world} was issued and stands; what came later is its addendum`,
        );
      }
      const hash = (await readBriefKnown(sql, issued.id))?.hash ?? '';
      const value: BriefIssued = { ...issued, hash };
      return {
        answer: { ok: true, value },
        audit: { subject: `brief:${issued.id}`, detail: { world, period: id, ...days, letters: issued.letters } },
      };
    },
  });
}

/** `brief.check`: looks for late events now. */
function checkCommand(pool: pg.Pool): Command {
  return defineCommand({
    verb: 'brief.check',
    repeat: 'once',
    needs: 'brief.issue',
    body: briefCheck,
    act: async ({ id }, { sql, now, actor }) => {
      const value = await checkLate(pool, sql, { id, by: actor, at: now });
      if (!value) return refuse('not-found', `there is no brief ${id}; vonglau brief list shows those there are`);
      if ('model' in value) {
        return refuse(
          'conflict',
          `brief ${id} was worked out by other rules (model ${value.model}); what came later cannot be told apart`,
        );
      }
      const audit = { subject: `brief:${id}`, detail: { ...value } };
      return { answer: { ok: true, value }, ...(value.addendum !== null && { audit }) };
    },
  });
}

/** `brief.period.set`: what is issued when. */
const periodSetCommand = defineCommand({
  verb: 'brief.period.set',
  repeat: 'once',
  needs: 'brief.manage',
  body: briefPeriodSet,
  act: async ({ expectedVersion, ...period }, { sql, now, actor }) => {
    const { id, nameVi, nameEn, every, onDay, at, isOn } = period;
    const { rows } = await sql.query<{ version: number }>(
      'SELECT version FROM brief_periods WHERE id = $1 FOR UPDATE',
      [id],
    );
    const version = rows[0]?.version ?? 0;
    if (version !== expectedVersion)
      return refuse('conflict', `${id} was changed meanwhile (version ${version}); look again`);
    await sql.query(
      `INSERT INTO brief_periods (id, name_vi, name_en, every, on_day, at, is_on, version, edited_by, edited_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
       ON CONFLICT (id) DO UPDATE SET name_vi = $2, name_en = $3, every = $4, on_day = $5, at = $6, is_on = $7, version = $8,
         edited_by = $9, edited_at = $10`,
      [id, nameVi, nameEn, every, onDay, at, isOn, version + 1, actor, now],
    );
    return {
      answer: { ok: true, value: { id, version: version + 1 } },
      audit: { subject: `brief-period:${id}`, detail: period },
    };
  },
});

/** `brief.reader.set`: who gets which briefs by e-mail. */
const readerSetCommand = defineCommand({
  verb: 'brief.reader.set',
  repeat: 'once',
  needs: 'brief.manage',
  body: briefReaderSet,
  act: async ({ contact, periods, language }, { sql, now, actor }) => {
    const known = await sql.query('SELECT FROM contacts WHERE id = $1', [contact]);
    if (known.rows.length === 0)
      return refuse('not-found', `there is no contact ${contact}; vonglau contact list shows all`);
    const all = new Set((await listBriefPeriods(sql)).map(({ id }) => id));
    const stranger = periods.find((id) => !all.has(id));
    if (stranger !== undefined)
      return refuse('not-found', `periods: there is no ${stranger}; there are ${[...all].join(', ')}`);
    await sql.query('DELETE FROM brief_readers WHERE contact = $1', [contact]);
    await sql.query(
      `INSERT INTO brief_readers (contact, period, language, added_by, added_at)
       SELECT $1, period, $3, $4, $5 FROM unnest($2::text[]) AS period`,
      [contact, [...new Set(periods)], language, actor, now],
    );
    return {
      answer: { ok: true, value: { contact, periods } },
      audit: { subject: `contact:${contact}`, detail: { periods, language } },
    };
  },
});

function refuse(code: 'invalid' | 'conflict' | 'not-found', message: string): Outcome {
  return { answer: { ok: false, code, message } };
}
