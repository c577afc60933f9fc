import { parseArgs } from 'node:util';
import { readAddresses } from '#shared/service/addresses.ts';
import { withConnection } from '#shared/service/with-connection.ts';
import { verifyAudit, type AuditFault, type AuditHead } from '#shared/store/verify-audit.ts';
import type { CommandIo } from '../../setup/command.ts';

export const summary = 'Recompute the chain of the audit trail: was a row changed, removed or put in?';
export const usage = `[--head SEQ:HASH] [--json]
  --head  a head of the chain that was noted earlier, outside this database; the office logs it each hour
  Ends with 1 when there is a fault. Whoever administers the database can rewrite the whole chain and remove its newest
  rows; only a head that was noted elsewhere shows that.`;

const words: Readonly<Record<AuditFault['what'], string>> = {
  changed: 'is not what it was when it was written',
  missing: 'does not follow the row before: something between them was removed, or one of the two was put in',
  before: 'does not follow the rows from before the chain: they were changed, removed or added to',
  unchained: 'was put in past the chain',
  witness: 'is not the row that was noted: it was removed or rewritten',
};

/** Verifies the trail, read from the database itself; 1 when there is a fault. */
export async function run(args: string[], io: CommandIo): Promise<number> {
  const { values } = parseArgs({
    args,
    options: { head: { type: 'string' }, json: { type: 'boolean', default: false } },
  });
  const witness = values.head === undefined ? undefined : readHead(values.head);
  const connection = { connectionString: readAddresses(io.env).databaseUrl, application_name: 'audit' };
  const report = await withConnection(connection, (client) => verifyAudit(client, witness));
  if (values.json) {
    io.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
  } else {
    const before = report.unchained > 0 ? `, the first ${String(report.unchained)} from before the chain` : '';
    io.stdout.write(`${String(report.rows)} rows${before}. `);
    io.stdout.write(report.head ? `Head ${String(report.head.seq)}:${report.head.hash}\n` : 'No chain yet.\n');
    for (const { seq, what } of report.faults) io.stdout.write(`  row ${String(seq)} ${words[what]}\n`);
    io.stdout.write(report.faults.length === 0 ? 'The chain is whole.\n' : 'The chain is broken.\n');
  }
  return report.faults.length === 0 ? 0 : 1;
}

function readHead(text: string): AuditHead {
  const [, seq, hash] = /^(\d{1,9}):([0-9a-f]{64})$/.exec(text) ?? [];
  if (seq === undefined || hash === undefined) throw new Error('--head is SEQ:HASH, as the office logged it');
  return { seq: Number(seq), hash };
}
