import type { BriefLanguage } from '../brief/words/brief-words.ts';
import type { Sql } from './sql.ts';

/** A contact who gets briefs by e-mail. `hasAddress`: there is somewhere to send them. */
export type BriefReader = {
  readonly contact: string;
  readonly nameVi: string;
  readonly nameEn: string;
  readonly language: BriefLanguage;
  readonly periods: readonly string[];
  readonly hasAddress: boolean;
};

/** Everybody who gets briefs, by name. */
export async function listBriefReaders(sql: Sql): Promise<BriefReader[]> {
  const { rows } = await sql.query<BriefReader>(
    `SELECT r.contact, c.name_vi AS "nameVi", c.name_en AS "nameEn", min(r.language) AS language,
       array_agg(r.period ORDER BY r.period) AS periods, bool_or(c.email_sealed IS NOT NULL) AS "hasAddress"
     FROM brief_readers r JOIN contacts c ON c.id = r.contact
     GROUP BY r.contact, c.name_vi, c.name_en ORDER BY c.name_vi, r.contact`,
  );
  return rows;
}

/** Writes a letter to everybody who gets briefs of a period, to be sent; returns how many. */
export async function insertBriefLetters(
  sql: Sql,
  { brief, period, at }: { brief: number; period: string; at: Date },
): Promise<number> {
  const { rowCount } = await sql.query(
    `INSERT INTO brief_letters (brief, contact, language, state, next_at)
     SELECT $1, r.contact, r.language, 'waiting', $3 FROM brief_readers r WHERE r.period = $2`,
    [brief, period, at],
  );
  return rowCount ?? 0;
}

/** What became of a letter. */
export type BriefLetter = {
  readonly contact: string;
  readonly nameVi: string;
  readonly nameEn: string;
  readonly state: 'waiting' | 'sending' | 'sent' | 'failed';
  readonly attempts: number;
  readonly why: string | null;
  readonly settledAt: string | null;
};

/** The letters of a brief, by contact. */
export async function listBriefLetters(sql: Sql, brief: number): Promise<BriefLetter[]> {
  const { rows } = await sql.query<Omit<BriefLetter, 'settledAt'> & { settledAt: Date | null }>(
    `SELECT l.contact, coalesce(c.name_vi, l.contact) AS "nameVi", coalesce(c.name_en, l.contact) AS "nameEn", l.state,
       l.attempts, l.why, l.settled_at AS "settledAt"
     FROM brief_letters l LEFT JOIN contacts c ON c.id = l.contact WHERE l.brief = $1 ORDER BY l.contact`,
    [brief],
  );
  return rows.map(({ settledAt, ...letter }) => ({ ...letter, settledAt: settledAt?.toISOString() ?? null }));
}
