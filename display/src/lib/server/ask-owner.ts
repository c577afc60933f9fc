import type { NatsConnection } from '@nats-io/transport-node';
import { readCommandKey } from '#shared/service/command-key.ts';
import { connectNats } from '#shared/service/nats.ts';
import { requestCommand } from '#shared/service/request.ts';
import { sleep } from '#shared/service/retry.ts';
import type { CommandAnswer } from '#shared/wire/commands.ts';
import { subjectsOf } from '#shared/wire/subjects.ts';
import { resources } from './resources.ts';

// A page must not wait for a NATS that is not there.
const connectMs = 3_000;

let connecting: Promise<NatsConnection> | undefined;

/** Sends a command to the process that owns the matter, in the name of `actor`: `account:<name>` or `process:display`. Never rejects. */
export async function askOwner<Value>(
  owner: 'office' | 'ingest' | 'duty',
  verb: string,
  command: {
    readonly id?: string;
    readonly actor: string;
    readonly body: unknown;
    readonly reason?: string | undefined;
  },
): Promise<CommandAnswer<Value>> {
  const { config, log } = resources();
  connecting ??= connectNats(config.NATS_URL, 'display', log).then(({ nats }) => nats);
  const nats = await Promise.race([connecting, sleep(connectMs)]).catch(() => undefined);
  if (!nats) return { ok: false, code: 'unavailable', message: 'NATS cannot be reached now; try again' };
  let key;
  try {
    key = readCommandKey(config.VONGLAU_DATA);
  } catch (error) {
    log.error({ err: error, verb }, 'a command cannot be signed');
    return { ok: false, code: 'unavailable', message: 'commands cannot be signed here; the log says why' };
  }
  return requestCommand<Value>(nats, subjectsOf(config.VONGLAU_CITY).command(owner, verb), { ...command, key });
}
