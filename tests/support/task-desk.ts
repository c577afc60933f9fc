import { randomUUID } from 'node:crypto';
import { createLog } from '#shared/service/log.ts';
import { sealWith } from '#shared/service/seal.ts';
import { insertAccount } from '#shared/store/insert-account.ts';
import { insertAudit } from '#shared/store/insert-audit.ts';
import { inTransaction } from '#shared/store/in-transaction.ts';
import type { Role } from '#shared/access/roles.ts';
import type { CommandAnswer } from '#shared/wire/commands.ts';
import { carryOut } from '../../stream/commands/carry-out.ts';
import { tellTasks } from '../../stream/duty/tasks/tell-tasks.ts';
import { listCommands } from '../../stream/office/commands/all-commands.ts';
import { importAtFirstStart } from '../../stream/office/registry/first-import.ts';
import { openNotifyDesk } from './notify-desk.ts';

/**
 * The six-unit city with accounts, the office's commands and the duty process's outbox, on one clock of the test's own, which
 * is put on the city's: `desk.at('2026-11-30T09:00')`.
 */
export async function openTaskDesk(
  accounts: Readonly<Record<string, { role: Role; unit?: string }>>,
  packDir = 'tests/support/cities/six-unit',
) {
  const desk = await openNotifyDesk();
  const { pool, clock } = desk;
  const now = (): Date => new Date(clock.ms);
  const commands = listCommands({ retentionD: 35, seal: sealWith(desk.key, 'factors'), pool });
  await importAtFirstStart(pool, packDir, { log: createLog('test', 'silent'), now: now() });
  for (const [name, { role, unit = null }] of Object.entries(accounts)) {
    await insertAccount(pool, { name, passwordHash: 'none', role, unit, at: now() });
  }

  /** Sends a command as an account does, with a new id unless one is given. */
  const send = async <Value>(account: string, verb: string, body: unknown, id: string = randomUUID()) => {
    const command = commands.get(verb);
    if (!command) throw new Error(`the office has no verb ${verb}`);
    const envelope = { id, actor: `account:${account}`, sentAt: now().toISOString(), body };
    const { answer } = await carryOut(
      (_, work) =>
        inTransaction(pool, (sql) =>
          work({ sql, extend: (context) => context, audit: (entry) => insertAudit(sql, entry) }),
        ),
      command,
      { envelope, now: now() },
    );
    return answer as CommandAnswer<Value>;
  };
  return {
    ...desk,
    send,
    /** The same, where it must succeed. */
    ask: async <Value>(account: string, verb: string, body: unknown): Promise<Value> => {
      const answer = await send<Value>(account, verb, body);
      if (!answer.ok) throw new Error(`${verb}: ${answer.code}: ${answer.message}`);
      return answer.value;
    },
    at: (local: string): number => (clock.ms = Date.parse(`${local}:00+07:00`)),
    /** The world's clock ticks: calls of tasks whose time has come lie in the outbox. */
    tellTasks: (world = 'live'): Promise<void> =>
      desk.transact((tx) => tellTasks(tx, [{ world, now: now(), isLate: false }])),
  };
}

export type TaskDesk = Awaited<ReturnType<typeof openTaskDesk>>;
