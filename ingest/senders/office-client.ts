import type { NatsConnection } from '@nats-io/transport-node';
import type { CommandKey } from '#shared/service/command-key.ts';
import { requestCommand } from '#shared/service/request.ts';
import { backoffMs, sleep } from '#shared/service/retry.ts';
import type { KeyCreate, KeyCreated } from '#shared/wire/commands.ts';
import { subjectsOf } from '#shared/wire/subjects.ts';
import type { WorldClock } from '#shared/wire/world.ts';

/** What a sender that makes its own world asks of the office. All throw with the office's words when it says no. */
export type OfficeClient = {
  readonly setWorld: (clock: WorldClock) => Promise<void>;
  /** A world's clock as the office has it; undefined: there is no such world yet. */
  readonly readWorld: (world: string) => Promise<WorldClock | undefined>;
  readonly createKey: (key: KeyCreate) => Promise<KeyCreated>;
};

const requestTimeoutMs = 3_000;

/** The office by NATS. A request without an answer is asked again, with the same id, for `patienceMs`. */
export function createOfficeClient(
  nats: NatsConnection,
  options: { city: string; actor: string; key: CommandKey; patienceMs: number; signal: AbortSignal },
): OfficeClient {
  const { city, actor, key, patienceMs, signal } = options;
  const request = async <T>(verb: string, body: unknown): Promise<T> => {
    const id = crypto.randomUUID();
    const deadlineMs = performance.now() + patienceMs;
    for (let attempt = 0; ; attempt += 1) {
      const subject = subjectsOf(city).command('office', verb);
      const answer = await requestCommand<T>(nats, subject, { id, actor, key, body }, requestTimeoutMs);
      if (answer.ok) return answer.value;
      const isHopeless = answer.code !== 'unavailable' || performance.now() > deadlineMs || signal.aborted;
      if (isHopeless) throw new Error(`office, ${verb}: ${answer.message}`);
      await sleep(backoffMs(attempt, 200, 2_000), signal);
    }
  };
  return {
    setWorld: async (clock) => {
      await request('world.set', clock);
    },
    readWorld: async (world) => (await request<WorldClock[]>('world.list', {})).find((clock) => clock.world === world),
    createKey: (key) => request<KeyCreated>('key.create', key),
  };
}
