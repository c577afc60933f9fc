import { STATUS_CODES } from 'node:http';
import type { Fault } from '#shared/events/parse-sent-event.ts';
import { problemStatuses, type ProblemName } from '#shared/wire/problems.ts';

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

/** Builds a problem; its status follows from its name. */
export function problem(name: ProblemName, detail: string, faults: readonly Fault[] = []): Problem {
  const [first] = faults;
  const status = problemStatuses[name];
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
