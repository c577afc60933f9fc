import type { CommandAnswer } from '#shared/wire/commands.ts';

type Answer = CommandAnswer<unknown>;

const keptMs = 15_000;

/**
 * Two presses of one button are one command, and both get its answer: an owner tells a secret once only, and a browser
 * shows the answer to the last press. Kept for some seconds, in memory, for exactly the same command of the same account.
 */
export function createAnswerOnce(now: () => number) {
  const given = new Map<string, { readonly answer: Promise<Answer>; readonly atMs: number }>();
  return (commandId: string, ask: () => Promise<Answer>): Promise<Answer> => {
    for (const [id, { atMs }] of given) if (now() - atMs > keptMs) given.delete(id);
    const earlier = given.get(commandId);
    if (earlier) return earlier.answer;
    const answer = ask();
    given.set(commandId, { answer, atMs: now() });
    void answer.then((told) => {
      if (!told.ok) given.delete(commandId);
    });
    return answer;
  };
}
