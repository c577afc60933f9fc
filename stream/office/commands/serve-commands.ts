import type { NatsConnection } from '@nats-io/transport-node';
import type pg from 'pg';
import type { CommandKey } from '#shared/service/command-key.ts';
import type { Log } from '#shared/service/log.ts';
import { sleep } from '#shared/service/retry.ts';
import { inTransaction } from '#shared/store/in-transaction.ts';
import { insertAudit } from '#shared/store/insert-audit.ts';
import type { CommandAnswer } from '#shared/wire/commands.ts';
import type { Subjects } from '#shared/wire/subjects.ts';
import { serveCommands } from '../../commands/serve-commands.ts';
import type { RegistryPublisher } from '../registry/registry-publisher.ts';
import type { Command } from './command.ts';

/** An answer waits this long for its change to be published; the change itself is kept already and will be. */
const PUBLISH_WAIT_MS = 2_000;

/** Answers the office's commands; what an act changed in the registry is published before it is answered. */
export function serveOffice(options: {
  nats: NatsConnection;
  subjects: Subjects;
  pool: pg.Pool;
  publisher: RegistryPublisher;
  commands: ReadonlyMap<string, Command>;
  key: CommandKey;
  log: Log;
  now: () => number;
  onAnswer?: (verb: string, answer: CommandAnswer<unknown>) => void;
  onBackTest: (id: number) => void;
}): () => Promise<void> {
  const { pool, publisher, onBackTest, ...served } = options;
  return serveCommands({
    ...served,
    owner: 'office',
    transact: (_command, work) =>
      inTransaction(pool, (sql) =>
        work({ sql, extend: (context) => context, audit: (entry) => insertAudit(sql, entry) }),
      ),
    after: async ({ publish = [], recheck, backTest }) => {
      if (backTest !== undefined) onBackTest(backTest);
      if (recheck) served.nats.publish(served.subjects.recheck);
      if (publish.length > 0) await Promise.race([publisher.publish(publish), sleep(PUBLISH_WAIT_MS)]);
    },
  });
}
