import type { ServerResponse } from 'node:http';
import type { PathView } from '#shared/health/judge-path.ts';

/**
 * Tells an outside prober whether the whole path works: 200, or 503, and the age in seconds of the newest tick that went
 * all the way. Nothing else: it is open to everybody.
 */
export function answerWatchdog(response: ServerResponse, { isWell, ageS }: PathView): void {
  response.writeHead(isWell ? 200 : 503, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  response.end(JSON.stringify({ well: isWell, ageS: ageS === null ? null : Math.round(ageS) }));
}
