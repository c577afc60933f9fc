import { parseArgs } from 'node:util';
import { unexplained } from '#shared/money/account/explanation.ts';
import { closedOr } from '#shared/money/ask/closed-heard.ts';
import { findDay } from '#shared/money/ask/find-day.ts';
import { readHeard } from '#shared/money/ask/heard.ts';
import { readMoneyCity } from '#shared/money/ask/read-money-city.ts';
import { readAddresses } from '#shared/service/addresses.ts';
import { createLog } from '#shared/service/log.ts';
import { createPool } from '#shared/service/postgres.ts';
import { inSnapshot } from '#shared/store/in-snapshot.ts';
import { readWorldNow } from '#shared/store/read-world-now.ts';
import { nextDay } from '#shared/time/next-day.ts';
import { isDay } from '#shared/money/statement/reference.ts';
import { describeDay, describeGone } from '../../money/describe-day.ts';
import type { CommandIo } from '../../setup/command.ts';

export const summary =
  'Compare a day’s parking payments with operators’ statements and the bank, difference by difference';
export const usage = `--day DAY [--at DAY] [--world live] [--json]
  --day  such as 2026-11-20
  --at   as known at the end of that day; without it: now
Ends with 1 when a difference is neither a matter of time nor explained by a person, or when the day's raw events are gone
(RETENTION_D) and it was not closed before; of a closed day the figures of its closing are told then.`;

const options = {
  day: { type: 'string' },
  at: { type: 'string' },
  world: { type: 'string', default: 'live' },
  json: { type: 'boolean', default: false },
} as const;

/** Answers from the running system's database, of one moment. */
export async function run(args: string[], io: CommandIo): Promise<number> {
  const { values } = parseArgs({ args, options });
  const { world } = values;
  const day = readDayOf('--day', values.day);
  const at = values.at === undefined ? undefined : readDayOf('--at', values.at);
  const { databaseUrl } = readAddresses(io.env);
  const pool = createPool(databaseUrl, 'parking', createLog('parking', 'warn'), 1);
  try {
    const found = await inSnapshot(pool, async (sql) => {
      const worldNowMs = await readWorldNow(sql, world, Date.now());
      if (worldNowMs === undefined) throw new Error(`there is no world ${world}; vonglau world list shows all`);
      const city = await readMoneyCity(sql);
      const nowMs = at === undefined ? worldNowMs : city.days.startOf(nextDay(at)) - 1;
      return findDay(sql, city, { world, day, nowMs, heardBy: closedOr(readHeard) });
    });
    if (found.by === 'none') throw new Error(describeGone(day, found));
    const { account, by, late, goneTo } = found;
    io.stdout.write(
      values.json
        ? `${JSON.stringify({ world, by, goneTo, late, ...account }, null, 2)}\n`
        : describeDay(account, world, found),
    );
    return unexplained(account.differences).length > 0 ? 1 : 0;
  } finally {
    await pool.end();
  }
}

function readDayOf(option: string, text: string | undefined): string {
  if (text !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(text) && isDay(text)) return text;
  throw new Error(`${option}: write a day such as 2026-11-20`);
}
