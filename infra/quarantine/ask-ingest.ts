import { userInfo } from 'node:os';
import { readAddresses } from '#shared/service/addresses.ts';
import { createLog } from '#shared/service/log.ts';
import { connectNats } from '#shared/service/nats.ts';
import { requestCommand } from '#shared/service/request.ts';
import { sleep } from '#shared/service/retry.ts';
import { subjectsOf } from '#shared/wire/subjects.ts';
import type { CommandIo } from '../setup/command.ts';

const connectMs = 5_000;
/** A replay of a full quarantine goes through the door event by event. */
const answerMs = 120_000;

/** Sends one command to ingest of the running system and returns the answer's value. Throws what ingest says. */
export async function askIngest<Value>(
  io: Pick<CommandIo, 'env' | 'signal'>,
  verb: string,
  body: object,
): Promise<Value> {
  const { city, natsUrl } = readAddresses(io.env);
  const connected = await Promise.race([
    connectNats(natsUrl, 'vonglau', createLog('vonglau', 'silent')),
    sleep(connectMs, io.signal),
  ]);
  if (!connected) throw new Error('NATS does not answer; is the system running? (npm start)');
  try {
    const subject = subjectsOf(city).command('ingest', verb);
    const actor = `cli:${userInfo().username}`.slice(0, 64);
    const answer = await requestCommand<Value>(connected.nats, subject, { actor, body }, answerMs);
    if (answer.ok) return answer.value;
    throw new Error(answer.message);
  } finally {
    await connected.nats.close();
  }
}
