import type { ItemVerdict, Verdicts } from '../door/http/answer.ts';
import type { Problem } from '../door/http/problem.ts';

/** What is told on the topic of verdicts after a publish: what HTTP answers, and which publish it answers. */
export type PublishVerdicts = Pick<Verdicts, 'accepted' | 'refused' | 'retry'> & {
  /** The packet identifier of the publish; null where there is none, or it was not read. */
  readonly packetId: number | null;
  readonly items: readonly ItemVerdict[];
  /** Why the payload was refused as a whole, or why something must be sent again. */
  readonly problem?: Problem;
};

/** What becomes of a publish: acknowledged, since all in it is decided; to be sent again; or not to be sent so. */
export type PublishOutcome = {
  readonly then: 'acknowledge' | 'send-again' | 'refuse';
  readonly verdicts: Omit<PublishVerdicts, 'packetId'>;
};

/** Of a payload that was refused whole; as with receipts, it counts one. */
export function refusedWhole(problem: Problem, then: PublishOutcome['then']): PublishOutcome {
  return { then, verdicts: { accepted: 0, refused: 1, retry: 0, items: [], problem } };
}

/** Of a payload of which nothing was taken. */
export function notTaken(problem: Problem, events: number): PublishOutcome {
  return { then: 'send-again', verdicts: { accepted: 0, refused: 0, retry: events, items: [], problem } };
}

/** Of a payload that was judged: acknowledged unless something in it must be sent again, with which all of it is. */
export function judged({ accepted, refused, retry, items }: Verdicts, cause: Problem): PublishOutcome {
  const verdicts = { accepted, refused, retry, items };
  if (retry === 0) return { then: 'acknowledge', verdicts };
  return { then: 'send-again', verdicts: { ...verdicts, problem: cause } };
}
