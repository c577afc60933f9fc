import type { RequestEvent } from '@sveltejs/kit';
import { readDesk } from '#lib/people/server/read-desk.ts';
import { createTelling } from '../telling.ts';
import { readNames } from './read-names.ts';

/** What every page of promises knows: who reads it and of which world, and what everything is called. */
export async function readPromiseDesk(event: Pick<RequestEvent, 'locals' | 'url'>) {
  const desk = readDesk(event);
  const { viewer } = event.locals;
  // An account of a unit sees that one alone.
  const own = viewer?.kind === 'account' ? viewer.unit : null;
  return { ...desk, own, names: await readNames(desk.language) };
}

/** How a desk is spoken to. */
export function tellingOf({ language, timeZone, names }: Awaited<ReturnType<typeof readPromiseDesk>>) {
  return createTelling(language, timeZone, names);
}
