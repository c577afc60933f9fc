import { parseArgs } from 'node:util';
import { listBriefs } from '#shared/store/briefs.ts';
import { withDatabase } from '../../brief/connect-briefs.ts';
import { formatTable } from '../../office/format-table.ts';
import type { CommandIo } from '../../setup/command.ts';

export const summary = 'List the briefs of a world, the newest first';
export const usage = '[--world live] [--limit 50] [--json]';

const options = {
  world: { type: 'string', default: 'live' },
  limit: { type: 'string', default: '50' },
  json: { type: 'boolean', default: false },
} as const;

/** Reads them from the running system's database. */
export async function run(args: string[], io: CommandIo): Promise<undefined> {
  const { values } = parseArgs({ args, options });
  const limit = Math.max(1, Math.min(500, Number(values.limit) || 50));
  const { rows } = await withDatabase(io, (sql) => listBriefs(sql, { world: values.world, limit }));
  const table = rows.map(({ id, period, fromDay, toDay, isWhole, issuedAt, issuedBy, cutSeq, revisions, hash }) => [
    ...[
      String(id),
      period,
      `${fromDay} – ${toDay}`,
      isWhole ? 'whole' : 'so far',
      issuedAt.toISOString().slice(0, 16) + 'Z',
    ],
    ...[issuedBy, String(cutSeq), String(revisions), hash.slice(0, 12)],
  ]);
  const headings = ['ID', 'PERIOD', 'DAYS (TO: EXCLUSIVE)', 'DAYS ARE', 'ISSUED', 'BY', 'CUT', 'ADDENDA', 'SHA-256'];
  io.stdout.write(values.json ? `${JSON.stringify(rows, null, 2)}\n` : formatTable(headings, table));
}
