import { userInfo } from 'node:os';
import { readAddresses } from '#shared/service/addresses.ts';
import { readCommandKey } from '#shared/service/command-key.ts';
import { createLog } from '#shared/service/log.ts';
import { connectNats } from '#shared/service/nats.ts';
import { requestCommand } from '#shared/service/request.ts';
import { sleep } from '#shared/service/retry.ts';
import { subjectsOf } from '#shared/wire/subjects.ts';
import type { CommandIo } from '../setup/command.ts';

const CONNECT_MS = 5_000;
/** A replay of a full quarantine goes through the door event by event; the others are quick. */
const ANSWER_MS = { office: 10_000, duty: 10_000, ingest: 120_000 } as const;

/** Sends one command to its owner in the running system and returns the answer's value. Throws what the owner says. */
export async function askOwner<Value>(
  owner: keyof typeof ANSWER_MS,
  io: Pick<CommandIo, 'env' | 'signal'>,
  verb: string,
  body: object = {},
): Promise<Value> {
  const { city, natsUrl, dataDir } = readAddresses(io.env);
  const key = readCommandKey(dataDir);
  const connected = await Promise.race([
    connectNats(natsUrl, 'vonglau', createLog('vonglau', 'silent')),
    sleep(CONNECT_MS, io.signal),
  ]);
  if (!connected) throw new Error('NATS does not answer; is the system running? (npm start)');
  const { nats } = connected;
  const leave = (): void => void nats.close();
  io.signal.addEventListener('abort', leave, { once: true });
  try {
    const subject = subjectsOf(city).command(owner, verb);
    const answer = await requestCommand<Value>(nats, subject, { actor: actorName(), key, body }, ANSWER_MS[owner]);
    if (answer.ok) return answer.value;
    throw new Error(answer.message);
  } finally {
    io.signal.removeEventListener('abort', leave);
    await nats.close();
  }
}

/** Whoever may read the data folder may command its system; the trail says under which login of this machine. */
export function actorName(): string {
  try {
    return `local:${userInfo().username.replaceAll(/[\s:]/g, '_')}`.slice(0, 64);
  } catch {
    return 'local:unknown';
  }
}
