import type { Viewer } from './viewer.ts';

/** What a request asks for: the id of the route it matched (null: none) and its method. */
export type Asked = { readonly routeId: string | null; readonly method: string };

const open: readonly string[] = ['/login'];
const forScreens: readonly string[] = ['/wall', '/wall/city.json', '/system', '/system/health.json'];

/** Whether this viewer may have it. Whatever is not named here needs a session; a screen only ever reads. */
export function mayOpen(viewer: Viewer | null, { routeId, method }: Asked): boolean {
  if (routeId !== null && open.includes(routeId)) return true;
  if (viewer?.kind === 'account') return true;
  const reads = method === 'GET' || method === 'HEAD';
  return viewer?.kind === 'screen' && reads && routeId !== null && (forScreens.includes(routeId) || routeId === '/');
}
