import { parseArgs } from 'node:util';
import { readAddresses } from '#shared/service/addresses.ts';
import { civilCalendar } from '#shared/time/civil-day.ts';
import type { DayReceipts, IdReceipts, ReceiptOwner, ReceiptsRead } from '#shared/wire/receipts.ts';
import type { SenderKey } from '#shared/wire/registry.ts';
import { askOwner } from '../commands/ask-owner.ts';
import { describeDayReceipts, describeIdReceipts } from '../office/describe-receipts.ts';
import type { CommandIo } from '../setup/command.ts';

export const summary = 'What became of what a source sent: counted, repeated, refused, missing';
export const usage = `KEY|SOURCE [--world WORLD] [--days N] [--id ID …] [--json]
  Receipts of a key's source (KEY is its name in "key list") or of a SOURCE and what lies under it, of the last N civil
  days (7, at most 31), or of single events by their ids. A source without --world means the world live.`;

/** Tells the administrator what a sender is told by GET /v1/receipts. */
export async function run(args: string[], io: CommandIo): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      world: { type: 'string', default: 'live' },
      days: { type: 'string', default: '7' },
      id: { type: 'string', multiple: true },
      json: { type: 'boolean', default: false },
    },
  });
  const [named] = positionals;
  if (named === undefined || positionals.length > 1) {
    io.stderr.write('vonglau receipts: name one key or source\n');
    return 2;
  }
  const owner = await findOwner(named, values.world, io);
  const asked: ReceiptsRead = values.id
    ? { ...owner, ids: values.id }
    : { ...owner, range: lastDays(Number(values.days), readAddresses(io.env).timeZone) };
  const told = await askOwner<DayReceipts | IdReceipts>('ingest', io, 'receipts.read', asked);
  if (values.json) io.stdout.write(`${JSON.stringify(told, null, 2)}\n`);
  else io.stdout.write('ids' in told ? describeIdReceipts(told) : describeDayReceipts(told));
  return 0;
}

async function findOwner(named: string, world: string, io: CommandIo): Promise<ReceiptOwner> {
  if (!/^[a-z2-7]{8}$/.test(named)) return { world, source: named };
  const keys = await askOwner<Omit<SenderKey, 'secretHash'>[]>('office', io, 'key.list');
  const key = keys.find(({ kid }) => kid === named);
  return key ? { world: key.world, source: key.source } : { world, source: named };
}

function lastDays(days: number, timeZone: string): { from: string; to: string } {
  const to = civilCalendar(timeZone).dayOf(Date.now());
  const from = new Date(Date.parse(to) - (days - 1) * 86_400_000);
  if (Number.isNaN(from.getTime())) throw new Error('--days: a number from 1 to 31');
  return { from: from.toISOString().slice(0, 10), to };
}
