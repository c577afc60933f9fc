import { error } from '@sveltejs/kit';
import { sayBrief } from '#shared/brief/say/say-brief.ts';
import { listRevisions } from '#shared/store/brief-revisions.ts';
import { readBrief } from '#shared/store/briefs.ts';
import { readSetNames } from '#shared/store/read-set-names.ts';
import { civilCalendar } from '#shared/time/civil-day.ts';
import { resources } from '#lib/server/resources.ts';
import type { Language } from '#lib/words/language.ts';

/** A brief and what it says in a language; answers 404 where there is none of that number. */
export async function readSaid(id: string | undefined, language: Language) {
  const number = Number(id);
  if (!Number.isSafeInteger(number) || number < 1) error(404);
  const { pool } = resources();
  const stored = await readBrief(pool, number);
  if (!stored) error(404);
  const { brief, hash } = stored;
  const revisions = await listRevisions(pool, number);
  const issuedOn = civilCalendar(brief.timeZone).dayOf(Date.parse(brief.issuedAt));
  const setNames = await readSetNames(pool);
  return { id: number, brief, said: sayBrief(brief, { id: number, hash, revisions, setNames }, language), issuedOn };
}

/** The name of a file made of a brief. */
export function fileNameOf({
  period,
  world,
}: {
  period: { id: string; days: { from: string } };
  world: string;
}): string {
  return `${world === 'live' ? '' : `${world.replace(':', '-')}-`}${period.id}-${period.days.from}`;
}
