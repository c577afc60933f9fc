import type pg from 'pg';
import type { BriefLanguage } from '#shared/brief/words/brief-words.ts';

/** A letter that is being sent; `attempts` with this one. */
export type DueLetter = {
  readonly brief: number;
  readonly contact: string;
  readonly language: BriefLanguage;
  readonly attempts: number;
};

/** After so long nobody is sending a letter any more that was begun: whoever was has died. */
const abandoned = '5 minutes';

/** Takes the next letter that is due and notes that it is being sent; undefined: none is due. */
export async function noteAttempt(pool: pg.Pool, now: Date): Promise<DueLetter | undefined> {
  const { rows } = await pool.query<DueLetter>(
    `UPDATE brief_letters l SET state = 'sending', attempts = attempts + 1, next_at = $1::timestamptz + interval '${abandoned}'
     FROM (SELECT brief, contact FROM brief_letters WHERE state IN ('waiting', 'sending') AND next_at <= $1
       ORDER BY next_at LIMIT 1 FOR UPDATE SKIP LOCKED) due
     WHERE l.brief = due.brief AND l.contact = due.contact RETURNING l.brief, l.contact, l.language, l.attempts`,
    [now],
  );
  return rows[0];
}

/** Notes how an attempt ended. */
export async function noteEnding(
  pool: pg.Pool,
  { brief, contact }: DueLetter,
  { state, why, nextAt, at }: { state: 'sent' | 'failed' | 'waiting'; why: string | null; nextAt: Date; at: Date },
): Promise<void> {
  await pool.query(
    `UPDATE brief_letters SET state = $3, why = $4, next_at = $5, settled_at = CASE WHEN $3 = 'waiting' THEN NULL ELSE $6::timestamptz END
     WHERE brief = $1 AND contact = $2`,
    [brief, contact, state, why, nextAt, at],
  );
}
