import type { Handle, HandleServerError, ServerInit } from '@sveltejs/kit/hooks';
import { languageOf } from '#lib/words/language.ts';
import { isSameOrigin } from '#lib/server/is-same-origin.ts';
import { lookUpViewer } from '#lib/server/look-up-viewer.ts';
import { isRead, mayOpen } from '#lib/server/may-open.ts';
import { openResources, resources } from '#lib/server/resources.ts';
import { allowMapbox, securityHeaders } from '#lib/server/security-headers.ts';
import { takesWallToken } from '#lib/server/take-wall-token.ts';
import type { Viewer } from '#lib/server/viewer.ts';

export const init: ServerInit = () => {
  // eslint-disable-next-line no-restricted-syntax -- the entry of the built pages hands the environment on
  openResources(process.env);
};

export const handle: Handle = async ({ event, resolve }) => {
  const { url, route, request } = event;
  event.locals.language = languageOf(url.searchParams.get('lang'));
  event.locals.viewer = await lookUpViewer(event);
  const asked = { routeId: route.id, method: request.method, params: event.params, query: url.searchParams };
  // A wall token in the address is changed for a cookie by the page itself; it proves nothing here yet.
  const bringsToken = takesWallToken(route.id) && url.searchParams.has('token');
  if (!bringsToken && !mayOpen(event.locals.viewer, asked)) return refuse(event.locals.viewer, request, url);
  if (!isRead(request.method) && !isSameOrigin(request, url)) return tell(url, 403, 'Sent by another site.');
  const response = await resolve(event, {
    transformPageChunk: ({ html }) => html.replace('%vonglau.lang%', event.locals.language),
  });
  for (const [name, value] of Object.entries(securityHeaders(url))) response.headers.set(name, value);
  if (!response.headers.has('cache-control')) response.headers.set('cache-control', 'no-store');
  const policy = response.headers.get('content-security-policy');
  if (policy && resources().config.MAPBOX_TOKEN) {
    response.headers.set('content-security-policy', allowMapbox(policy));
  }
  return response;
};

export const handleError: HandleServerError = ({ error, event, kind }) => {
  if (kind === 'unknown') resources().log.error({ err: error, route: event.route.id }, 'page failed');
};

/** A person is sent to log in, also from a screen, or told on a page that this is not theirs; anything else is told no. */
function refuse(viewer: Viewer | null, request: Request, url: URL): Response {
  const isKnown = viewer?.kind === 'account';
  if (request.method === 'GET' && (request.headers.get('accept') ?? '').includes('text/html')) {
    const language = url.searchParams.get('lang');
    const next = url.pathname === '/' ? '' : `?next=${encodeURIComponent(url.pathname + url.search)}`;
    const refused = `/refused${language === null ? '' : `?lang=${encodeURIComponent(language)}`}`;
    const location = isKnown ? refused : `/login${next}`;
    return new Response(null, { status: 303, headers: { location, ...securityHeaders(url) } });
  }
  return isKnown ? tell(url, 403, 'This account may not do this.') : tell(url, 401, 'Log in at /login first.');
}

function tell(url: URL, status: 401 | 403, detail: string): Response {
  const problem = { type: 'about:blank', title: 'Not allowed', status, detail };
  return Response.json(problem, {
    status,
    headers: { 'content-type': 'application/problem+json', 'cache-control': 'no-store', ...securityHeaders(url) },
  });
}
