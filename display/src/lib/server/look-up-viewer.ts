import type { RequestEvent } from '@sveltejs/kit';
import { resources } from './resources.ts';
import { cookieName, findViewer, type Viewer } from './viewer.ts';

// Longer than any answer of a database that works.
const patienceMs = 1_500;

/**
 * Who looks. For the page of the platform's own health a viewer who was let in lately is remembered while the database
 * does not answer; every other page fails then.
 */
export async function lookUpViewer({ cookies, url, route, request }: RequestEvent): Promise<Viewer | null> {
  const { pool, viewers } = resources();
  const tokens = (['vonglau_session', 'vonglau_wall'] as const).map((name) => cookies.get(cookieName(name, url)) ?? '');
  const finding = findViewer(pool, cookies, url).then((viewer) => {
    viewers.note(tokens, viewer);
    return viewer;
  });
  const remembered = request.method === 'GET' && isHealthPage(route.id) ? viewers.recall(tokens) : null;
  if (!remembered) return finding;
  const { promise: late, resolve } = Promise.withResolvers<Viewer>();
  const timer = setTimeout(resolve, patienceMs, remembered);
  return Promise.race([finding.catch(() => remembered), late]).finally(() => {
    clearTimeout(timer);
  });
}

function isHealthPage(routeId: string | null): boolean {
  return routeId === '/system' || routeId === '/system/health.json';
}
