import type { NatsConnection } from '@nats-io/transport-node';
import type { CommandKey } from '#shared/service/command-key.ts';
import type { Log } from '#shared/service/log.ts';
import { insertAudit } from '#shared/store/insert-audit.ts';
import type { CommandAnswer } from '#shared/wire/commands.ts';
import type { Subjects } from '#shared/wire/subjects.ts';
import { serveCommands } from '../../commands/serve-commands.ts';
import type { Commits } from '../commits.ts';
import type { DutyCommand } from './command.ts';

/** Answers the commands of the duty process: an act is a commit of its own, a question reads beside them. */
export function serveDuty(options: {
  nats: NatsConnection;
  subjects: Subjects;
  commits: Commits;
  commands: ReadonlyMap<string, DutyCommand>;
  key: CommandKey;
  log: Log;
  now: () => number;
  onAnswer?: (verb: string, answer: CommandAnswer<unknown>) => void;
}): () => Promise<void> {
  const { commits, ...served } = options;
  return serveCommands({
    ...served,
    owner: 'duty',
    transact: ({ isAct }, work) =>
      isAct
        ? commits.commit((duty) =>
            work({ sql: duty.sql, audit: duty.auditWhole, extend: (context) => ({ ...context, duty }) }),
          )
        : commits.read((duty) =>
            work({
              ...{ sql: duty.sql, extend: (context) => ({ ...context, duty }) },
              audit: (entry) => insertAudit(duty.sql, entry),
            }),
          ),
  });
}
