import { parseArgs } from 'node:util';
import type { QuarantineListed } from '#shared/wire/quarantine.ts';
import { formatTable } from '../../office/format-table.ts';
import { askOwner } from '../../commands/ask-owner.ts';
import type { CommandIo } from '../../setup/command.ts';

export const summary = 'List refused events: when, from which key, and why';
export const usage = `[--limit N] [--json]
  Refused events are kept sealed for 7 days. This shows the newest N (100), without what was in them.`;

/** Lists what ingest holds in quarantine. */
export async function run(args: string[], io: CommandIo): Promise<undefined> {
  const { values } = parseArgs({
    args,
    options: { limit: { type: 'string', default: '100' }, json: { type: 'boolean', default: false } },
  });
  const listed = await askOwner<QuarantineListed>('ingest', io, 'quarantine.list', { limit: Number(values.limit) });
  if (values.json) {
    io.stdout.write(`${JSON.stringify(listed, null, 2)}\n`);
    return;
  }
  const rows = listed.items.map(({ id, at, kid, type, path, reason }) => [
    id,
    at,
    kid,
    type ?? '?',
    path ?? '',
    reason,
  ]);
  if (rows.length > 0) io.stdout.write(formatTable(['ID', 'AT', 'KEY', 'TYPE', 'FIELD', 'REASON'], rows));
  io.stdout.write(`${rows.length} of ${listed.total} refused events.\n`);
}
