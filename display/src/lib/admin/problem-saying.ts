import { problemWords, type ProblemWords } from '#shared/docs/problem-words.ts';

const sayings = new Map<string, ProblemWords>(Object.entries(problemWords));

/** What a problem of the door means and what to do; undefined for one that has no words. */
export function problemSaying(problem: string): ProblemWords | undefined {
  return sayings.get(problem);
}
