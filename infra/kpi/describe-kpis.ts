import type { KpiAnswer, NoValue } from '#shared/kpi/answer.ts';
import type { KpiUnit } from '#shared/kpi/kpi-units.ts';
import { addDays, endless } from '#shared/kpi/ledger/days.ts';
import type { ToReach } from '#shared/kpi/to-reach.ts';
import { formatTable } from '../office/format-table.ts';

const headings = ['KPI', 'OF', 'PERIOD', 'VALUE', 'ADJUSTED', 'TARGET', 'GAP', 'COVERAGE', 'TO REACH IT', 'OFFICE'];

const reasons: Readonly<Record<NoValue, string>> = {
  'no-data': 'nothing counted',
  coverage: 'too few report',
  'no-reporters': 'nobody to report',
  'no-source': 'no source',
  'no-formula': 'no such formula',
  'not-yet': 'not begun',
};

/** Answers as a table, under a line that says of which world and up to when. */
export function describeKpis(answers: readonly KpiAnswer[]): string {
  const [first] = answers;
  if (!first) return 'No KPI answers this: those of the whole city are not told of one unit.\n';
  const head = `${first.world}, counted up to ${first.asOf}\n\n`;
  return head + formatTable(headings, answers.map(toRow));
}

function toRow(answer: KpiAnswer): string[] {
  const { kpi, formulaVersion, basis, countedFor, unit, period, value, reason, target, valueUnit } = answer;
  const basisMark = basis === 'procedures' ? ' (procedures)' : '';
  const whose = countedFor === 'citizens' ? ' (its citizens)' : '';
  const shown = value === null ? `— ${reasons[reason ?? 'no-data']}` : formatValue(value, valueUnit);
  const sign = answer.direction === 'at_least' ? '≥' : '≤';
  return [
    `${kpi}${basisMark}${formulaVersion === 1 ? '' : ` v${formulaVersion}`}`,
    `${unit === '' ? 'city' : unit}${whose}`,
    `${period.from} – ${period.to === endless ? '' : addDays(period.to, -1)}`.trim(),
    `${shown}${fractionOf(answer)}`,
    answer.adjusted ? formatOrDash(answer.adjusted.value, valueUnit) : '',
    target === null ? '' : `${sign} ${formatValue(target, valueUnit)} ${answer.targetSet}`,
    answer.gap === null ? '' : formatGap(answer.gap, valueUnit),
    coverageOf(answer),
    toReachOf(answer.perDayToReach, valueUnit),
    answer.parts.length > 1 ? answer.parts.map(({ office }) => office ?? '—').join(' → ') : (answer.office ?? ''),
  ];
}

/** A value for people: shares in per cent, durations in minutes and seconds. */
export function formatValue(value: number, unit: KpiUnit): string {
  if (unit === 'share') return `${Number((value * 100).toFixed(2))} %`;
  if (unit === 'count') return value.toLocaleString('en-US');
  const seconds = Math.round(value / 1_000);
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

function formatOrDash(value: number | null, unit: KpiUnit): string {
  return value === null ? '—' : formatValue(value, unit);
}

function formatGap(gap: number, unit: KpiUnit): string {
  if (unit === 'share') return `${gap < 0 ? '' : '+'}${Number((gap * 100).toFixed(2))} pp`;
  return `${gap < 0 ? '−' : '+'}${formatValue(Math.abs(gap), unit)}`;
}

function fractionOf({ numerator, denominator, valueUnit }: KpiAnswer): string {
  if (valueUnit !== 'share' || numerator === null || denominator === null || denominator === 0) return '';
  // Milliseconds of many machines say nothing to a reader.
  return denominator > 1e9 ? '' : ` (${numerator}/${denominator})`;
}

function coverageOf({ coverage: { reporting, expected, oldestAgeS, told } }: KpiAnswer): string {
  const age = oldestAgeS === null ? '' : `, oldest ${formatAge(oldestAgeS)}`;
  const telling = told === null || told === 1 ? '' : `, ${Math.floor(told * 100)} % tell it`;
  return `${reporting} of ${expected}${age}${telling}`;
}

function formatAge(seconds: number): string {
  if (seconds < 120) return `${seconds} s`;
  if (seconds < 7_200) return `${Math.round(seconds / 60)} min`;
  return seconds < 172_800 ? `${Math.round(seconds / 3_600)} h` : `${Math.round(seconds / 86_400)} d`;
}

function toReachOf(toReach: ToReach | null, unit: KpiUnit): string {
  if (!toReach) return '';
  const left = `${Math.ceil(toReach.daysLeft)} d left`;
  if (toReach.state === 'reachable') {
    const { perDay, morePerDay, nowPerDay, restValue } = toReach;
    const rest = restValue === null ? '' : `${formatValue(restValue, unit)} from now on, `;
    if (perDay === null) return `${rest}${left}`;
    const more = morePerDay === null || morePerDay === 0 ? 'as now' : `${morePerDay} more`;
    return `${perDay} a day (${more}; now ${Number(nowPerDay.toFixed(1))}), ${rest}${left}`;
  }
  return toReach.state === 'safe'
    ? `reached whatever comes (${left})`
    : `cannot be reached: ${formatValue(toReach.bestValue, unit)} at best (${left})`;
}
