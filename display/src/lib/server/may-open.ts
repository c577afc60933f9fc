import { authorize, type Subject } from '#shared/access/authorize.ts';
import { routeActs, type Asked } from './route-acts.ts';

/**
 * Whether this viewer may have it. What matched no route shows an account that there is nothing, and everybody else as
 * little as a route would that they may not see.
 */
export function mayOpen(viewer: Subject | null, asked: Asked): boolean {
  if (asked.routeId === null) return viewer?.kind === 'account' && isRead(asked.method);
  const needed = Object.hasOwn(routeActs, asked.routeId) ? routeActs[asked.routeId] : undefined;
  const act = isRead(asked.method) ? needed?.see : needed?.do;
  return act !== undefined && authorize(viewer, act, needed?.objectOf?.(asked)).allowed;
}

/** Whether a request only asks. */
export function isRead(method: string): boolean {
  return method === 'GET' || method === 'HEAD';
}
