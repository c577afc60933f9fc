import { userInfo } from 'node:os';
import { readAddresses } from '#shared/service/addresses.ts';
import { createLog } from '#shared/service/log.ts';
import { connectNats } from '#shared/service/nats.ts';
import { requestCommand } from '#shared/service/request.ts';
import { sleep } from '#shared/service/retry.ts';
import { subjectsOf } from '#shared/wire/subjects.ts';
import type { CommandIo } from '../setup/command.ts';

const CONNECT_MS = 5_000;

/** Sends one command to the office of the running system and returns the answer's value. Throws what the office says. */
export async function askOffice<Value>(
  io: Pick<CommandIo, 'env' | 'signal'>,
  verb: string,
  body: Readonly<Record<string, unknown>> = {},
): Promise<Value> {
  const { city, natsUrl } = readAddresses(io.env);
  const connected = await Promise.race([
    connectNats(natsUrl, 'vonglau', createLog('vonglau', 'silent')),
    sleep(CONNECT_MS, io.signal),
  ]);
  if (!connected) throw new Error('NATS does not answer; is the system running? (npm start)');
  try {
    const subject = subjectsOf(city).command('office', verb);
    const answer = await requestCommand<Value>(connected.nats, subject, { actor: actorName(), body });
    if (answer.ok) return answer.value;
    throw new Error(answer.message);
  } finally {
    await connected.nats.close();
  }
}

/** Whoever may start programs on this machine may command the office; the trail says under which login. */
function actorName(): string {
  try {
    return `cli:${userInfo().username}`.slice(0, 64);
  } catch {
    return 'cli';
  }
}
