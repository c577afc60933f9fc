import type { RequestEvent } from '@sveltejs/kit';
import { incidentNumber } from '#shared/duty/incident/incident.ts';
import { findIncident } from '#shared/store/find-incidents.ts';
import { listIncidents } from '#shared/store/list-incidents.ts';
import { queryOf } from '../../desk/query-of.ts';
import { createHrefs } from '../../levels/hrefs.ts';
import { readLevelDesk } from '../../levels/server/load-level.ts';
import { resources } from '../../server/resources.ts';
import { find, prepare, type Findable, type FindKind, wordsIn } from '../find.ts';
import { listPages } from '../page-list.ts';
import { readFindables } from './read-findables.ts';

/** Something found, and where its page is. */
export type Find = Pick<Findable, 'kind' | 'code' | 'title' | 'about'> & { readonly href: string };

export type SearchAnswer = { readonly finds: readonly Find[]; readonly total: number };

const incidentDays = 90;
const mostIncidents = 8;
const longestAsked = 100;

/** What a reader may find by the words typed: an account of a unit finds its own unit's. */
export async function answerSearch(
  event: Pick<RequestEvent, 'locals' | 'url'>,
  typed: string,
  most: number,
): Promise<SearchAnswer> {
  const text = typed.slice(0, longestAsked);
  if (wordsIn(text).length === 0) return { finds: [], total: 0 };
  const { world, language, may, own } = readLevelDesk(event);
  const [registry, incidents] = await Promise.all([
    readFindables(resources().pool, world, language),
    may.includes('incident.see') || own !== null ? findIncidents(text, { world, own, language }) : [],
  ]);
  const seen = registry.filter(({ found }) =>
    found.kind === 'source' ? may.includes('source.see') : own === null || found.unit === own,
  );
  const pages = listPages(event.locals.viewer, language);
  const all = [...seen, ...[...pages, ...incidents].map(prepare)];
  const { finds, total } = find<Findable>(all, text, most);
  const hrefOf = createHrefs({ language, world, own });
  const linkTo = (kind: FindKind, code: string): string => {
    if (kind === 'page') return code + queryOf(language, { unit: pages.find((page) => page.code === code)?.unit });
    return kind === 'incident' ? hrefOf('incident', code.replace(/^SC-/, '')) : hrefOf(kind, code);
  };
  return {
    finds: finds.map(({ kind, code, title, about }) => ({ kind, code, title, about, href: linkTo(kind, code) })),
    total,
  };
}

/** Incidents in whose words it is, and the one of that number however old it is. */
async function findIncidents(
  text: string,
  { world, own, language }: { world: string; own: string | null; language: 'vi' | 'en' },
): Promise<Findable[]> {
  const { pool } = resources();
  const from = new Date(Date.now() - incidentDays * 86_400_000);
  const number = Number(/^(?:sc-?)?(\d{1,12})$/i.exec(text.trim())?.[1]);
  const [listed, exact] = await Promise.all([
    text.trim().length < 2
      ? []
      : listIncidents(pool, {
          world,
          text,
          unit: own ?? undefined,
          limit: mostIncidents,
          from: world === 'live' ? from : undefined,
        }).then(({ rows }) => rows),
    Number.isSafeInteger(number) ? findIncident(pool, number) : undefined,
  ]);
  const isOwn = exact?.world === world && (own === null || exact.units.includes(own));
  const all = [...listed, ...(exact && isOwn ? [{ ...exact, number: incidentNumber(exact.id) }] : [])];
  const unique = new Map(all.map((incident) => [incident.id, incident]));
  return [...unique.values()].map(({ number: code, title, units, state }): Findable => {
    // It was found by more than its title: whatever was typed counts as a word of it.
    return {
      kind: 'incident',
      code,
      title: `${code} ${title[language]}`,
      about: [state, ...units].join(' '),
      words: [text],
    };
  });
}
