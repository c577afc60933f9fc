import { parseArgs } from 'node:util';
import { answerForecasts, parseForecastQuery } from '#shared/forecast/ask/answer-forecasts.ts';
import { readAddresses } from '#shared/service/addresses.ts';
import { askForecasts } from '../forecast/ask-forecasts.ts';
import { describeForecasts } from '../forecast/describe-forecasts.ts';
import type { CommandIo } from '../setup/command.ts';

export const summary =
  'What is expected: queues of the next two hours, KPIs at the end of the month, and how far off that was';
export const usage = `[--point CODE | [--kpi ID]… [--unit CODE]] [--world live] [--json]
  --point  one service point or branch, quarter hour by quarter hour; without it all of them
  --kpi    only this KPI; without it all of them
  --unit   of one unit; without it the whole city
  Each forecast stands beside its measured error and that of the naive one: the same hour a week before, or of a KPI the
  value so far. The office measures them once a night; vonglau forecast backtest does it now.`;

const options = {
  point: { type: 'string' },
  kpi: { type: 'string', multiple: true },
  unit: { type: 'string' },
  world: { type: 'string', default: 'live' },
  json: { type: 'boolean', default: false },
} as const;

/** Answers from the running system's database. */
export async function run(args: string[], io: CommandIo): Promise<undefined> {
  const { values } = parseArgs({ args, options });
  const { world, json, ...words } = values;
  const query = parseForecastQuery(words);
  const forecasts = await askForecasts(io, world, (sql, nowMs) => answerForecasts(sql, { world, nowMs, ...query }));
  const { timeZone } = readAddresses(io.env);
  io.stdout.write(json ? `${JSON.stringify(forecasts, null, 2)}\n` : describeForecasts(forecasts, timeZone));
}
