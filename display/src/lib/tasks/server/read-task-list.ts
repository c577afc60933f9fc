import type { RequestEvent } from '@sveltejs/kit';
import { listOfficesOf } from '#shared/store/list-offices-of.ts';
import { listTasks } from '#shared/store/list-tasks.ts';
import { resources } from '#lib/server/resources.ts';
import { readTaskAsked, type TaskAsked } from '../task-asked.ts';
import { readTaskDesk } from './read-task-desk.ts';

/** The tasks that the page's address asks for; `listed` null: the database cannot be read. */
export async function readTaskList(event: RequestEvent, part: { readonly limit: number; readonly skip: number }) {
  const { pool } = resources();
  const desk = await readTaskDesk(event);
  const { own, account, world, nowMs } = desk;
  const offices = await listOfficesOf(pool, account).catch(() => []);
  const hasOwn = own !== null || offices.length > 0;
  const first = hasOwn ? 'mine' : desk.may.includes('task.give') ? 'given' : 'all';
  const asked = readTaskAsked(event.url.searchParams, first);
  const filter = { ...toFilter(asked, { own, offices, account }), world, now: new Date(nowMs), ...part };
  const listed = await listTasks(pool, filter).catch(() => null);
  return { ...desk, asked, hasOwn, listed };
}

type Mine = { readonly own: string | null; readonly offices: readonly string[]; readonly account: string };

/** An account of a unit sees the tasks of its unit only, whatever it asks for. */
function toFilter({ scope, state, office, q }: TaskAsked, { own, offices, account }: Mine) {
  const mine = own === null ? (scope === 'mine' ? offices : office === '' ? null : [office]) : null;
  return {
    ...{ unit: own, offices: mine, givenBy: scope === 'given' && own === null ? account : null, origin: null },
    ...{ state: state === '' ? null : state, text: q === '' ? null : q },
  };
}
