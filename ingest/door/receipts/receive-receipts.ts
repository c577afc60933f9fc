import type { IncomingMessage } from 'node:http';
import type { CommandAnswer } from '#shared/wire/commands.ts';
import { isProblem, type Door } from '../door.ts';
import { answerProblem, type Answer } from '../http/answer.ts';
import { authenticateRequest } from '../http/authenticate-request.ts';
import { problem } from '../http/problem.ts';
import { limits } from '../limits.ts';
import { readDayReceipts, readIdReceipts, type ReceiptSources } from './read-receipts.ts';
import { readReceiptsQuery } from './receipts-query.ts';

/** `GET /v1/receipts`: each key has one question open at a time, because the database works for it. */
export function createReceiptsDesk(door: Door, sources: ReceiptSources): (request: IncomingMessage) => Promise<Answer> {
  const asking = new Set<string>();
  return async (request) => {
    const authenticated = authenticateRequest(door, request);
    if (!('sender' in authenticated)) return authenticated;
    const { sender } = authenticated;
    const asked = readReceiptsQuery(sender, request.url ?? '', sources.calendar.dayOf(door.now()));
    if (isProblem(asked)) return answerProblem(asked);
    const { kid } = sender.key;
    if (asking.has(kid)) {
      return answerProblem(problem('rate-exceeded', 'this key has a question open; wait for its answer'), 1);
    }
    asking.add(kid);
    try {
      if (!door.isLogUp()) return unavailable('receipts cannot be told now: the log cannot be reached; ask again');
      if ('ids' in asked)
        return toAnswer(await readIdReceipts(sources, asked.owner, { ids: asked.ids, keySource: sender.key.source }));
      const { owner, range } = asked;
      return toAnswer(await readDayReceipts(sources, owner, { range, assets: sender.key.assets }));
    } finally {
      asking.delete(kid);
    }
  };
}

function toAnswer(answer: CommandAnswer<object>): Answer {
  return answer.ok ? { status: 200, body: answer.value } : unavailable(answer.message);
}

function unavailable(detail: string): Answer {
  return answerProblem(problem('unavailable', detail), limits.retryAfterS);
}
