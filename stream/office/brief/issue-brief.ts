import type pg from 'pg';
import { drawUpBrief, type DrawUp } from '#shared/brief/ask/draw-up-brief.ts';
import { insertBriefLetters } from '#shared/store/brief-readers.ts';
import { insertBrief } from '#shared/store/briefs.ts';
import { inSnapshot } from '#shared/store/in-snapshot.ts';
import type { Sql } from '#shared/store/sql.ts';

/** A brief that was stored, and how many letters will carry it. */
export type Issued = { readonly id: number; readonly letters: number };

/**
 * Draws a brief up in a snapshot of its own and stores it in the transaction of `sql`, with the letters to whoever gets it: of
 * the world `live` alone, because only that reaches people. Undefined: the whole of those days was issued before.
 */
export async function issueBrief(
  pool: pg.Pool,
  sql: Sql,
  { by, ...wish }: DrawUp & { readonly by: string },
): Promise<Issued | undefined> {
  const drawn = await inSnapshot(pool, (snapshot) => drawUpBrief(snapshot, wish));
  const id = await insertBrief(sql, drawn, { by, at: wish.realNow });
  if (id === undefined) return undefined;
  const toPeople = wish.world === 'live' && drawn.brief.isWhole;
  const letter = { brief: id, period: wish.period.id, at: wish.realNow };
  return { id, letters: toPeople ? await insertBriefLetters(sql, letter) : 0 };
}
