import type { CountedUpTo, DayReceipts, IdReceipts, ReceiptId } from '#shared/wire/receipts.ts';
import { formatTable } from './format-table.ts';

const listedGaps = 20;

/** Receipts of days as a table, then the reasons of refusals and what is missing. */
export function describeDayReceipts(receipts: DayReceipts): string {
  const { world, source, timeZone, days, gaps, refusalsSince, asOf } = receipts;
  const headings = [
    ...['DAY', 'RECEIVED', 'COUNTED', 'REPEATED', 'CONFLICTING', 'POISON', 'CLOSED', 'VOID', 'REFUSED', 'WHY'],
  ];
  const rows = days.map((day) => [
    day.day,
    ...[day.received, day.counted, day.repeated, day.conflicting, day.poison, day.closed, day.void].map(String),
    day.refused === null ? '—' : String(day.refused),
    Object.entries(day.reasons)
      .sort(([, a], [, b]) => b - a)
      .map(([reason, count]) => `${reason} ${count}`)
      .join(', '),
  ]);
  const missing =
    gaps.missing === null
      ? `Missing numbers: not known, ${gaps.why}.\n`
      : `Missing numbers: ${gaps.missing} in ${gaps.holes} holes.\n` +
        gaps.ranges
          .slice(0, listedGaps)
          .map(({ asset, from, to }) => `  ${asset}  ${from === to ? from : `${from} to ${to}`}\n`)
          .join('') +
        (gaps.holes > listedGaps ? `  … and ${gaps.holes - listedGaps} more holes\n` : '');
  return [
    `${source} in ${world}, days of ${timeZone}\n\n`,
    formatTable(headings, rows),
    `\n${missing}${describeAsOf(asOf)}Refusals are counted since ${refusalsSince}.\n`,
  ].join('');
}

/** What became of single events, one a line. */
export function describeIdReceipts({ ids, asOf }: IdReceipts): string {
  return `${formatTable(
    ['ID', 'FATE', 'TOLD BY'],
    ids.map((receipt) => [receipt.id, receipt.fate, describeId(receipt)]),
  )}\n${describeAsOf(asOf)}`;
}

function describeId({ counted, repeats, findings = [], refused }: ReceiptId): string {
  return [
    counted && `happened ${counted.time}, place ${counted.seq}/${counted.idx}${counted.withdrawn ? ', withdrawn' : ''}`,
    repeats && `came again ${repeats.times} times, last ${repeats.lastReceivedAt}`,
    ...findings.map(({ found, why, seq, idx, at }) => `${found} at ${seq}/${idx} (${at}): ${why}`),
    refused && `refused ${refused.at}: ${refused.problem}${refused.path === undefined ? '' : ` in ${refused.path}`}`,
  ]
    .filter(Boolean)
    .join('; ');
}

function describeAsOf({ logSeq, countedAt, framesNotCounted }: CountedUpTo): string {
  return `Counted up to frame ${logSeq} at ${countedAt}; ${framesNotCounted} accepted frames wait.\n`;
}
