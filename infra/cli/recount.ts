import { parseArgs } from 'node:util';
import { createLog } from '#shared/service/log.ts';
import { createPool } from '#shared/service/postgres.ts';
import { readAddresses } from '#shared/service/addresses.ts';
import { recount, type Recount } from '#shared/store/recount.ts';
import { civilCalendar } from '#shared/time/civil-day.ts';
import type { CommandIo } from '../setup/command.ts';

export const summary = 'count every stored event again and compare each roll-up with it';
export const usage = `[--json]
Reads one snapshot while the system runs on. Exit code 0: no difference; 1: differences, the first hundred are listed.`;

export async function run(args: string[], io: CommandIo): Promise<number> {
  const { values } = parseArgs({ args, options: { json: { type: 'boolean', default: false } } });
  const { databaseUrl, timeZone } = readAddresses(io.env);
  const pool = createPool(databaseUrl, 'recount', createLog('recount', 'warn'), 1);
  const client = await pool.connect();
  try {
    const calendar = civilCalendar(timeZone);
    const result = await recount(client, calendar, (done, total) => {
      if (io.stdout.isTTY && !values.json) io.stdout.write(`\r${bar(done / total)} ${done}/${total} hours`);
    });
    if (io.stdout.isTTY && !values.json) io.stdout.write('\r\u001b[K');
    io.stdout.write(values.json ? `${JSON.stringify(result)}\n` : describe(result));
    return result.different === 0 ? 0 : 1;
  } finally {
    client.release(true);
    await pool.end();
  }
}

function describe(result: Recount): string {
  const head = `${result.events} events (${result.withdrawn} withdrawn), ${result.rows} roll-up rows, ${result.sealedDays} sealed days: ${result.different} differences\n`;
  const lines = result.differences.map(
    ({ where, expected, found }) => `  ${where}\n    counted again: ${expected}\n    stands there:  ${found}\n`,
  );
  return head + lines.join('');
}

function bar(share: number): string {
  const filled = Math.round(share * 30);
  return `${'█'.repeat(filled)}${'░'.repeat(30 - filled)}`;
}
