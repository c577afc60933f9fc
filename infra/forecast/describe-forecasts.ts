import type { Forecasts } from '#shared/forecast/ask/answer-forecasts.ts';
import type { MonthForecast, NoMonth } from '#shared/forecast/ask/answer-months.ts';
import type { NoQueue, QueueForecast } from '#shared/forecast/ask/answer-places.ts';
import type { ForecastError } from '#shared/forecast/measure/errors.ts';
import { addDays } from '#shared/kpi/ledger/days.ts';
import { formatValue } from '../kpi/describe-kpis.ts';
import { formatTable } from '../office/format-table.ts';
import { showError } from './describe-errors.ts';

const noQueue: Readonly<Record<NoQueue, string>> = {
  'short-history': 'too few days counted',
  silent: 'open, and nothing counted for an hour',
  'no-service-times': 'nobody was ever served',
};
const noMonth: Readonly<Record<NoMonth, string>> = {
  'short-history': 'too few days counted',
  'not-additive': 'its days do not add up',
  coverage: 'too few report',
  'no-data': 'nothing counted',
};

/** Forecasts as tables for a terminal, each with its measured error beside the naive one. */
export function describeForecasts({ queues, months }: Forecasts, timeZone: string): string {
  const [first] = [...queues, ...months];
  if (!first) return 'Nothing is forecast of this.\n';
  const head = `${first.world}, counted up to ${first.asOf}\n`;
  const [only, ...others] = queues;
  const queuePart = only && others.length === 0 ? describePlace(only, timeZone) : describePlaces(queues);
  return [head, ...(queues.length > 0 ? [queuePart] : []), ...(months.length > 0 ? [describeMonths(months)] : [])].join(
    '\n',
  );
}

/** One place, quarter hour by quarter hour. */
function describePlace(forecast: QueueForecast, timeZone: string): string {
  const { place, steps, coverage, errors } = forecast;
  const head = `${place}: ${historyOf(forecast)}\n`;
  if (!steps) return head;
  const clock = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' });
  const rows = steps.map(({ at, arrivals, waiting, waitingLow, waitingHigh, waitMs, waitLowMs, waitHighMs }) => [
    ...[clock.format(new Date(at)), people(arrivals), `${people(waiting)}${range(waitingLow, waitingHigh, people)}`],
    `${minutes(waitMs)}${range(waitLowMs, waitHighMs, minutes)}`,
  ]);
  const age = coverage.ageS === null ? '' : `Last heard of ${String(Math.round(coverage.ageS / 60))} open min ago.\n`;
  const measured = errors.map(
    (error) => `  ${String(error.horizon)} min ahead, ${nameOf(error)}: ${verdictOf(error)}\n`,
  );
  return `${head}${formatTable(['AT', 'COME', 'WAITING', 'WAIT'], rows)}${age}${measured.join('') || notMeasured}`;
}

const notMeasured = 'Its error was not measured yet.\n';

function describePlaces(queues: readonly QueueForecast[]): string {
  const rows = queues.map((forecast) => {
    const at = (minutesAhead: number): string => {
      const step = forecast.steps?.find(
        (one) => Date.parse(one.at) >= Date.parse(forecast.asOf) + (minutesAhead - 15) * 60_000 + 1,
      );
      return step ? `${people(step.waiting)} / ${minutes(step.waitMs)}` : '';
    };
    const error = forecast.errors.find(({ kind, horizon }) => kind === 'queue-wait' && horizon === 60);
    return [
      ...[forecast.place, forecast.unit, at(30), at(60), at(120), historyOf(forecast)],
      error ? verdictOf(error) : 'not measured',
    ];
  });
  const headings = ['PLACE', 'UNIT', 'IN 30 MIN', 'IN 60 MIN', 'IN 120 MIN', 'FROM', 'WAIT 60 MIN AHEAD, OFF BY'];
  return `People waiting / wait\n${formatTable(headings, rows)}`;
}

function describeMonths(months: readonly MonthForecast[]): string {
  const rows = months.map((month) => {
    const { kpi, unit, value, valueUnit, interval, reason, valueSoFar, coverage, error, daysLeft, workingDaysLeft } =
      month;
    const short = coverage.needed === null ? '' : ` (${String(coverage.days)} of ${String(coverage.needed)} days)`;
    const shown = (one: number | null): string =>
      one === null ? '—' : formatValue(Number(one.toPrecision(6)), valueUnit);
    return [
      ...[kpi, unit === '' ? 'city' : unit, addDays(month.month.to, -1)],
      value === null ? `— ${noMonth[reason ?? 'no-data']}${short}` : shown(value),
      interval ? `${shown(interval[0])} – ${shown(interval[1])}` : '',
      ...[shown(valueSoFar), `${String(daysLeft)} (${String(workingDaysLeft)} working)`],
      `${String(coverage.reporting)} of ${String(coverage.expected)}`,
      error ? `${String(error.horizon)} days ahead ${verdictOf(error)}` : 'not measured',
    ];
  });
  const headings = ['KPI', 'OF', 'ON', 'VALUE', 'GIVE OR TAKE', 'SO FAR', 'DAYS LEFT', 'COVERAGE', 'OFF BY'];
  return formatTable(headings, rows);
}

function historyOf({ reason, coverage: { basis, days, needed } }: QueueForecast): string {
  if (reason === 'short-history') return `— ${noQueue[reason]}: ${String(days)} of ${String(needed)}`;
  if (reason !== null) return `— ${noQueue[reason]}`;
  return `${String(days)} ${basis === 'weekday' ? 'days of this weekday' : 'working days of any weekday'}`;
}

function verdictOf(error: ForecastError): string {
  const naive = `the naive one by ${showError(error, error.maeNaive)}`;
  const loss = error.mae < error.maeNaive ? '' : error.mae === error.maeNaive ? ': no better' : ': that one is better';
  return `${showError(error, error.mae)}, ${naive}${loss}`;
}

function nameOf({ kind }: ForecastError): string {
  return kind === 'queue-length' ? 'people waiting off by' : 'wait off by';
}

function people(count: number | null): string {
  return count === null ? '—' : String(Math.round(count));
}

function minutes(ms: number | null): string {
  return ms === null ? '—' : `${String(Math.round(ms / 60_000))} min`;
}

function range(low: number | null, high: number | null, show: (value: number | null) => string): string {
  return low === null || high === null ? '' : ` (${show(low).replace(' min', '')}–${show(high)})`;
}
