import { backoffMs, sleep } from '#shared/service/retry.ts';
import { waitFor } from '../../support/wait-for.ts';
import { claim, idOf, type Run } from './claim.ts';
import { openLedger } from './ledger.ts';
import { openPost, type DoorAnswer } from './post.ts';

export type LoadOptions = {
  readonly doorUrl: string;
  readonly token: string;
  readonly run: Run;
  /** Where acknowledged ids are written down before anything else happens. */
  readonly ledgerFile: string;
  readonly ratePerS: number;
  readonly senders: number;
  /** One in so many acknowledged batches is sent again, as by a device that forgot its answer. */
  readonly repeatOneIn: number;
};

/** A request that was answered with everything accepted: when it began, and how long it took. */
export type Taken = { readonly begunMs: number; readonly tookMs: number };

export type Load = ReturnType<typeof startLoad>;

const mostPerRequest = 500;

/**
 * Devices with an outbox: they go on making events at their rate whatever happens, and send each again under its id,
 * with growing waits, until it is accepted. Runs until `stop`.
 */
export function startLoad(options: LoadOptions) {
  const { run } = options;
  const ledger = openLedger(options.ledgerFile);
  const answers = new Map<number, number>();
  const faults = new Set<string>();
  const taken: Taken[] = [];
  const waiters = new Set<(request: Taken) => void>();
  let claimed = 0;
  let acked = 0;
  let broken = 0;
  let isStopping = false;
  let isClosed = false;
  const givenUp = new AbortController();
  const isGivenUp = (): boolean => givenUp.signal.aborted;

  const learn = async (answer: DoorAnswer, left: readonly number[]): Promise<readonly number[]> => {
    answers.set(answer.status, (answers.get(answer.status) ?? 0) + 1);
    if ((answer.status === 429 || answer.status === 503) && answer.retryAfterS === null) {
      faults.add(`${String(answer.status)} without Retry-After`);
    }
    if (![202, 207, 429, 503].includes(answer.status)) {
      faults.add(`the door answered ${String(answer.status)}: ${answer.text.slice(0, 200)}`);
    }
    const accepted = new Set<string>();
    for (const { id = '', verdict, problem } of answer.items) {
      if (verdict === 'accepted') accepted.add(id);
      else if (verdict === 'refused') faults.add(`refused: ${JSON.stringify(problem)}`);
    }
    const decided = left.map((n) => idOf(run, n)).filter((id) => accepted.has(id));
    if (decided.length > 0) await ledger.add(decided);
    return left.filter((n) => !accepted.has(idOf(run, n)));
  };

  /** Sends until every one of them is accepted. */
  const deliver = async (door: ReturnType<typeof openPost>, numbers: readonly number[]): Promise<void> => {
    const events = new Map(numbers.map((n) => [n, claim(run, n)]));
    let left = numbers;
    for (let attempt = 0; left.length > 0 && !isGivenUp(); attempt += 1) {
      const begunMs = performance.now();
      const answer = await door.post(left.flatMap((n) => events.get(n) ?? [])).catch(() => undefined);
      const tookMs = performance.now() - begunMs;
      if (answer) left = await learn(answer, left);
      else broken += 1;
      if (left.length === 0) {
        const request = { begunMs, tookMs };
        taken.push(request);
        for (const tell of waiters) tell(request);
        return;
      }
      await sleep(Math.max((answer?.retryAfterS ?? 0) * 1_000, backoffMs(attempt, 50, 2_000)), givenUp.signal);
    }
  };

  const runSender = async (at: number): Promise<void> => {
    const door = openPost(options.doorUrl, options.token);
    const perMs = options.ratePerS / options.senders / 1_000;
    let dueMs = performance.now() + (at / options.senders) * 50;
    for (let round = 0; !isStopping; round += 1) {
      await sleep(Math.max(10, dueMs - performance.now()));
      const count = Math.min(mostPerRequest, Math.floor((performance.now() - dueMs) * perMs) + Math.ceil(50 * perMs));
      dueMs = Math.max(dueMs + count / perMs, performance.now() - 60_000);
      const numbers = Array.from({ length: count }, (_, item) => claimed + item);
      claimed += count;
      await deliver(door, numbers);
      if (!isGivenUp()) acked += count;
      if (round % options.repeatOneIn === 0) await deliver(door, numbers);
    }
    door.close();
  };
  const senders = Array.from({ length: options.senders }, (_, at) => runSender(at));

  return {
    ...{ run, answers, taken, ledgerFile: options.ledgerFile },
    claimed: () => claimed,
    acked: () => acked,
    /** Requests that ended without an answer. */
    broken: () => broken,
    /** What the door must never answer. */
    faults: () => [...faults],
    /** How long it takes, in ms, until something sent from now on is accepted; throws when nothing is within `withinMs`. */
    flows: (withinMs = 60_000): Promise<number> => {
      const askedMs = performance.now();
      return new Promise((resolve, reject) => {
        const finish = (request?: Taken): void => {
          if (request && request.begunMs < askedMs) return;
          clearTimeout(timer);
          waiters.delete(finish);
          if (request) resolve(performance.now() - askedMs);
          else reject(new Error(`nothing was accepted for ${String(withinMs)} ms`));
        };
        const timer = setTimeout(finish, withinMs);
        waiters.add(finish);
      });
    },
    /** Waits until so many events more are accepted. */
    takes: (count: number, withinMs = 60_000): Promise<void> => {
      const wanted = acked + count;
      return waitFor(`${String(count)} events more to be accepted`, () => acked >= wanted, withinMs);
    },
    /** Makes no more events, and waits until all that were made are accepted; gives up after `withinMs`. */
    async stop(withinMs = 90_000): Promise<void> {
      isStopping = true;
      const timer = setTimeout(() => {
        faults.add(`outboxes were not empty ${String(withinMs / 1_000)} s after the faults ended`);
        givenUp.abort();
      }, withinMs);
      await Promise.all(senders);
      clearTimeout(timer);
      if (!isClosed) ledger.close();
      isClosed = true;
    },
  };
}
