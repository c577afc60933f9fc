import type { CommandAnswer, CommandEnvelope } from '#shared/wire/commands.ts';

/** Answers kept for commands that come twice. */
const remembered = 256;

/**
 * Carries a command out once: its id again gets the first answer, its id for something else is refused. A command that
 * could not be carried out may be sent again with the same id.
 */
export function createAnswerMemory<Value>() {
  const first = new Map<string, { what: string; answer: Promise<CommandAnswer<Value>> }>();
  return (
    { id, body }: CommandEnvelope,
    carryOut: () => Promise<CommandAnswer<Value>>,
  ): Promise<CommandAnswer<Value>> => {
    const what = JSON.stringify(body);
    const earlier = first.get(id);
    if (earlier) {
      if (earlier.what === what) return earlier.answer;
      const message = `the id ${id} was used for another command; choose another id`;
      return Promise.resolve({ ok: false, code: 'conflict', message });
    }
    const answer = carryOut();
    first.set(id, { what, answer });
    void answer.then((given) => {
      if (!given.ok && given.code === 'unavailable') first.delete(id);
    });
    const [oldest] = first.keys();
    if (first.size > remembered && oldest !== undefined) first.delete(oldest);
    return answer;
  };
}
