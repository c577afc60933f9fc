import type { Door } from '../door.ts';
import { settleTaken, takeBatch, type Batch } from '../take-batch.ts';
import { answerProblem, answerVerdicts, type Answer } from './answer.ts';

/** Takes a JSON body: one event or an array of them. Answers once every event that was accepted is in the log. */
export async function receiveBatch(door: Door, batch: Batch): Promise<Answer> {
  const batched = takeBatch(door, batch);
  if ('refused' in batched) return answerProblem(batched.refused);
  if ('notNow' in batched) {
    const { notNow, events, waitMs } = batched;
    if (waitMs !== undefined) return answerProblem(notNow, Math.ceil(waitMs / 1_000));
    const items = Array.from({ length: events }, (_, index) => ({ index, verdict: 'retry' as const }));
    return answerVerdicts({ accepted: 0, refused: 0, retry: events, items }, notNow);
  }
  const [only] = batched.taken;
  if (!batched.array && only && 'refused' in only) return answerProblem(only.refused);
  const { verdicts, cause } = await settleTaken(batched.taken);
  return answerVerdicts(verdicts, cause);
}
