import { parseArgs } from 'node:util';
import { parseForecastQuery } from '#shared/forecast/ask/answer-forecasts.ts';
import { measureMonths, measureQueues } from '#shared/forecast/ask/measure-world.ts';
import { placesOf } from '#shared/forecast/ask/places.ts';
import { readLedger } from '#shared/kpi/ask/read-ledger.ts';
import { subjectOf } from '#shared/kpi/ledger/unit-sets.ts';
import { askForecasts } from '../../forecast/ask-forecasts.ts';
import { describeErrors } from '../../forecast/describe-errors.ts';
import type { CommandIo } from '../../setup/command.ts';

export const summary = 'Forecast days gone by once more, and say how far off that was beside the naive forecast';
export const usage = `--days N [--point CODE | [--kpi ID]… [--unit CODE]] [--world live] [--json]
  --days  the last N whole days: queues every half hour of them, KPIs in the whole months they hold. Quarter hours are
          kept 35 days and the usual is told from those before, so of queues more than a few weeks tell nothing more
  Naive is the same hour a week before, and of a KPI the value so far. Nearer: how often it was, in whole people and
  minutes.`;

const options = {
  days: { type: 'string' },
  point: { type: 'string' },
  kpi: { type: 'string', multiple: true },
  unit: { type: 'string' },
  world: { type: 'string', default: 'live' },
  json: { type: 'boolean', default: false },
} as const;

/** Measures from the running system's database; stores nothing. */
export async function run(args: string[], io: CommandIo): Promise<undefined> {
  const { values } = parseArgs({ args, options });
  const { world, json, days: text, ...words } = values;
  const days = Number(text);
  if (!Number.isSafeInteger(days) || days < 1 || days > 800) throw new Error('--days is a number from 1 to 800');
  const { point, kpi, unit } = parseForecastQuery(words);
  const errors = await askForecasts(io, world, async (sql, nowMs) => {
    const ledger = await readLedger(sql, world);
    const asked = { world, nowMs, ledger, days };
    const places = placesOf(ledger, nowMs).filter(
      (place) => (point === undefined || place.code === point) && (unit === undefined || place.unit === unit),
    );
    if (point !== undefined && places.length === 0) throw new Error(`there is no service point or branch ${point}`);
    const onPlace = (done: number): void => {
      if (io.stdout.isTTY && !json) io.stdout.write(`\r${String(done)}/${String(places.length)} places`);
    };
    const queues = kpi === undefined ? await measureQueues(sql, asked, { places, onPlace }) : [];
    if (io.stdout.isTTY && !json) io.stdout.write('\r\u001b[K');
    if (point !== undefined) return queues;
    return [
      ...queues,
      ...(await measureMonths(sql, asked, { subject: subjectOf(unit ?? ''), ...(kpi && { kpis: kpi }) })),
    ];
  });
  if (json) io.stdout.write(`${JSON.stringify(errors, null, 2)}\n`);
  else if (errors.length > 0) io.stdout.write(describeErrors(errors));
  else
    io.stdout.write(
      'Nothing can be measured: too few days were counted before these, or no whole month lies in them.\n',
    );
}
