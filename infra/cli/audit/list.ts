import { parseArgs } from 'node:util';
import { readAddresses } from '#shared/service/addresses.ts';
import { withConnection } from '#shared/service/with-connection.ts';
import { listAudit } from '#shared/store/list-audit.ts';
import { formatTable } from '../../office/format-table.ts';
import type { CommandIo } from '../../setup/command.ts';

export const summary = 'List who did what, newest first';
export const usage = `[--limit N] [--before SEQ] [--verb VERB] [--actor ACTOR] [--json]
  --limit   how many rows (50)
  --before  only rows before this one
  --verb    such as key.create, or account.* for all of a kind
  --actor   such as account:lan, local:* or process:office`;

const options = {
  limit: { type: 'string', default: '50' },
  before: { type: 'string' },
  verb: { type: 'string' },
  actor: { type: 'string' },
  json: { type: 'boolean', default: false },
} as const;

/** Lists the trail, read from the database itself. */
export async function run(args: string[], io: CommandIo): Promise<undefined> {
  const { values } = parseArgs({ args, options });
  const [limit, beforeSeq] = [readNumber('--limit', values.limit), readNumber('--before', values.before)];
  const connection = { connectionString: readAddresses(io.env).databaseUrl, application_name: 'audit' };
  const asked = { beforeSeq, limit: limit ?? 50, verb: values.verb, actor: values.actor };
  const rows = await withConnection(connection, (client) => listAudit(client, asked));
  if (values.json) {
    io.stdout.write(`${JSON.stringify(rows, null, 2)}\n`);
    return;
  }
  const lines = rows.map((row) => [
    ...[String(row.seq), row.at, row.actor, row.verb, row.subject],
    JSON.stringify(row.detail),
    row.reason ?? '',
  ]);
  io.stdout.write(formatTable(['SEQ', 'AT', 'ACTOR', 'VERB', 'SUBJECT', 'DETAIL', 'REASON'], lines));
}

function readNumber(option: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new Error(`${option}: ${text} is no number from 1 up`);
  return Number(text);
}
