import { readHeard } from '#shared/money/ask/heard.ts';
import { readDay } from '#shared/money/ask/read-day.ts';
import { readMoneyCity } from '#shared/money/ask/read-money-city.ts';
import { needsReason } from '#shared/money/match/difference.ts';
import { hideWith } from '#shared/money/statement/hide-personal.ts';
import { readStatement } from '#shared/money/statement/read-statement.ts';
import { sendStatement, type AskOffice } from '#shared/money/statement/send-statement.ts';
import type { ClosingTold } from '#shared/wire/money-commands.ts';
import { anEvent } from '../an-event.ts';
import { mappings, writeCsv } from '../bank-statement/write-statement.ts';
import type { CityToRecord } from './city-to-record.ts';

const world = 'sim:money';
const day = '2026-11-23';
const nowMs = Date.parse('2026-12-15T12:00:00+07:00');

/** A day of parking in a world of its own: paid, partly banked, what lacks explained, the day closed by two persons. */
export async function workWithMoney({ office, say, db, commandKey }: CityToRecord): Promise<void> {
  await office('world.set', { world, anchorRealMs: 0, anchorWorldMs: nowMs, speed: 0, holdAtMs: null });
  const paid = (id: string, amountVnd: number) =>
    anEvent('parking.paid', { paymentId: id, method: 'qr', amountVnd }, { id, world, asset: 'B001' });
  await say([paid('m1', 25_000), paid('m2', 15_000)]);
  const [mapping] = mappings;
  await office('money.mapping.set', mapping);
  const transfer = { operator: 'VETC', bookedDay: '2026-11-24', amountVnd: 20_000 };
  const statement = writeCsv([{ ...transfer, for: { site: 'B001', method: 'qr', day } }], '2026-12-14');
  const read = await readStatement(Buffer.from(statement), mapping, hideWith(commandKey));
  const ask: AskOffice = async <Value>(verb: string, body: object) => ({
    ok: true,
    value: await office<Value>(verb, body),
  });
  const { asked } = await sendStatement(ask, read, { mapping: mapping.code, world });
  await office('money.import', asked);
  const account = await readDay(db, await readMoneyCity(db), { world, day, nowMs, heardBy: readHeard });
  const open = account.differences.filter(needsReason);
  if (open.length === 0) throw new Error('nothing differs: nothing would be explained');
  for (const { key: difference, amountVnd } of open) {
    await office('money.explain', { world, day, difference, amountVnd, words: 'đã hỏi đơn vị vận hành' });
  }
  const propose = { world, day, reason: 'cuối tháng' };
  const { id } = await office<ClosingTold>('money.close.propose', propose, 'local:lan');
  await office('money.close.approve', { id }, 'local:minh');
}
