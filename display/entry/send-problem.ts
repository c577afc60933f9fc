import type { ServerResponse } from 'node:http';

/** Answers with an RFC 9457 problem, or breaks the connection off when an answer was already on its way. */
export function sendProblem(res: ServerResponse, problem: Problem): void {
  if (res.headersSent) {
    res.destroy();
    return;
  }
  const { status, title, detail, retryAfterS } = problem;
  if (retryAfterS !== undefined) res.setHeader('retry-after', retryAfterS);
  res.writeHead(status, { 'content-type': 'application/problem+json', 'cache-control': 'no-store' });
  res.end(JSON.stringify({ type: 'about:blank', title, status, detail }));
}

type Problem = {
  readonly status: number;
  readonly title: string;
  readonly detail: string;
  readonly retryAfterS?: number;
};
