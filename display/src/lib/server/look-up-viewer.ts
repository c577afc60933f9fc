import type { RequestEvent } from '@sveltejs/kit';
import { resources } from './resources.ts';
import { cookieName, findViewer, type Viewer } from './viewer.ts';

// Longer than any answer of a database that works.
const patienceMs = 1_500;

/**
 * Pages that are read while the database is away, by a viewer who was let in lately: how the platform itself is, and what the
 * duty officer must not lose sight of. Nothing is done there then; every other page fails.
 */
const readWhileAway: readonly (string | null)[] = [
  ...['/system', '/system/health.json', '/duty', '/wall/city.json', '/incidents', '/incident/[id]'],
];

/** Who looks. */
export async function lookUpViewer({ cookies, url, route, request }: RequestEvent): Promise<Viewer | null> {
  const { pool, viewers } = resources();
  const tokens = (['vonglau_session', 'vonglau_wall'] as const).map((name) => cookies.get(cookieName(name, url)) ?? '');
  const finding = findViewer(pool, cookies, url).then((viewer) => {
    viewers.note(tokens, viewer);
    return viewer;
  });
  const remembered = request.method === 'GET' && readWhileAway.includes(route.id) ? viewers.recall(tokens) : null;
  if (!remembered) return finding;
  const { promise: late, resolve } = Promise.withResolvers<Viewer>();
  const timer = setTimeout(resolve, patienceMs, remembered);
  return Promise.race([finding.catch(() => remembered), late]).finally(() => {
    clearTimeout(timer);
  });
}
