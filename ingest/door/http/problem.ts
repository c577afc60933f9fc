import { STATUS_CODES } from 'node:http';
import type { Fault } from '#shared/events/parse-sent-event.ts';

/**
 * What went wrong, as RFC 9457. `path` names the field (`data.waitS`), `errors` every fault where there are several.
 * Never holds a value that a sender wrote.
 */
export type Problem = {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly path?: string;
  readonly errors?: readonly Fault[];
};

const problems = {
  'malformed-json': 400,
  'malformed-gzip': 400,
  'invalid-event': 400,
  'invalid-query': 400,
  'unknown-asset': 400,
  'wrong-unit': 400,
  'out-of-time': 400,
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  'method-not-allowed': 405,
  'too-slow': 408,
  'too-large': 413,
  'unsupported-media-type': 415,
  'rate-exceeded': 429,
  unavailable: 503,
} as const;

/** The names of all problems the door answers with. */
export type ProblemName = keyof typeof problems;

/** Builds a problem; its status follows from its name. */
export function problem(name: ProblemName, detail: string, faults: readonly Fault[] = []): Problem {
  const [first] = faults;
  const status = problems[name];
  return {
    type: `urn:vonglau:problem:${name}`,
    title: STATUS_CODES[status] ?? name,
    status,
    detail: clip(detail),
    ...(first && { path: first.path }),
    ...(faults.length > 1 && { errors: faults.map(({ path, reason }) => ({ path, reason: clip(reason) })) }),
  };
}

/** A reason lists every unknown field; ten thousand of them must not come back. */
function clip(text: string): string {
  return text.length <= 240 ? text : `${text.slice(0, 239)}…`;
}

/** A problem with one field. */
export function fieldProblem(name: ProblemName, path: string, reason: string): Problem {
  return problem(name, reason, [{ path, reason }]);
}
