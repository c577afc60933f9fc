import { readdirSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Metrics } from '#shared/service/metrics.ts';

/** First parts of paths that are told apart: what the front passes on, and the pages. One somebody made up is no label. */
const routes: ReadonlySet<string> = new Set(['v1', 'watchdog', ...pages()]);

/** Counts what the public port answers, by route and status. */
export function createFrontMetrics(metrics: Metrics): (request: IncomingMessage, response: ServerResponse) => void {
  const requests = metrics.counter('display_requests_total', 'Requests to the public port', ['route', 'status']);
  return (request, response) => {
    const route = routeOf(request.url ?? '/');
    response.once('close', () => {
      requests.inc({ route, status: response.writableFinished ? String(response.statusCode) : 'left' });
    });
  };
}

/** The route a path belongs to: its first part, `home`, `static` for built files, `other` for the rest. */
export function routeOf(url: string): string {
  const [, first = ''] = /^\/([^/?]*)/.exec(url) ?? [];
  if (first === '') return 'home';
  if (first === '_app') return 'static';
  return routes.has(first) ? first : 'other';
}

function pages(): string[] {
  const folder = new URL('../src/routes', import.meta.url);
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? entry.name : []));
}
