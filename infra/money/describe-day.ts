import { paymentMethods } from '#shared/events/kinds/parking.ts';
import { shifts } from '#shared/money/account/shifts.ts';
import { cashShare } from '#shared/money/account/site-day.ts';
import type { DayAccount } from '#shared/money/account/day-account.ts';
import { unexplained } from '#shared/money/account/explanation.ts';
import { differenceClasses, needsReason } from '#shared/money/match/difference.ts';
import type { FoundDay } from '#shared/money/ask/find-day.ts';
import { formatTable } from '../office/format-table.ts';

type Found = Exclude<FoundDay, { by: 'none' }>;

/** Why nothing is told of a day any more, and what is left to do. */
export function describeGone(day: string, { goneTo, closed }: Extract<FoundDay, { by: 'none' }>): string {
  const why = closed === null ? 'it was not closed before' : `closing ${closed.id} kept too little of it`;
  return [
    `raw events up to ${goneTo} are gone (RETENTION_D) and ${why}: what operators stated of ${day} is not known any more`,
    'what its sites paid is still in the day rows, and what the bank has in its statements: /parking shows both',
    'raise RETENTION_D, or close days before their events go',
  ].join('\n');
}

/** A day's account for a terminal: where the money is, how much of the day is known, each difference. */
export function describeDay(account: DayAccount, world: string, { by, late, closed, goneTo }: Found): string {
  const { day, cutDay, city, coverage, operators, differences, classes } = account;
  const heard = coverage.hours === 0 ? '–' : `${((100 * coverage.heardHours) / coverage.hours).toFixed(1)} %`;
  const silent = coverage.silent.length === 0 ? '' : `, silent: ${coverage.silent.join(' ')}`;
  const share = cashShare(city);
  const rows = [...operators, { operator: 'city', ...city }].map((one) => [
    ...[one.operator, write(one.paidVnd), one.statedVnd === null ? 'no report' : write(one.statedVnd)],
    ...[write(one.dueVnd), write(one.bankedVnd), 'bankThrough' in one ? (one.bankThrough ?? 'no statement') : ''],
  ]);
  const traffic = [
    ...operators.map((one) => ({ name: one.operator, ...one })),
    ...shifts.map((shift) => ({ name: shift, heardHours: coverage.heardHours, ...city.shifts[shift] })),
    { name: 'city', heardHours: coverage.heardHours, ...city },
  ].map((one) => {
    const counts = [one.entered, one.sessions, one.exited, one.failed, one.payments];
    const all = [...counts, ...paymentMethods.map((method) => one.methods[method].payments)];
    return [one.name, ...all.map((count) => write(one.heardHours === 0 ? null : count))];
  });
  const open = unexplained(differences).length;
  return [
    `${day} in ${world}, as known on ${cutDay}; ${heard} of ${coverage.sites} sites' hours heard of${silent}\n`,
    by === 'closed'
      ? `raw events up to ${goneTo ?? ''} are gone; these are the figures of closing ${closed?.id ?? ''}\n`
      : '',
    `${city.entered} came, ${city.exited} left, ${city.sessions} stays, ${city.payments} payments, ${city.failed} failed, cash ${share === null ? '–' : `${(100 * share).toFixed(1)} %`}\n\n`,
    formatTable(['OPERATOR', 'PAID', 'STATED', 'DUE AT BANK', 'BANKED', 'BANK KNOWN TO'], rows),
    '\n',
    formatTable(
      ['BY', 'CAME', 'STAYS', 'LEFT', 'FAILED', 'PAYMENTS', ...paymentMethods.map((method) => method.toUpperCase())],
      traffic,
    ),
    '\n',
    formatTable(
      ['CLASS', 'N', 'ĐỒNG', 'CAME LATE'],
      differenceClasses.map((name) => {
        const { count, amountVnd, cameLateVnd } = classes[name];
        return [name, String(count), write(amountVnd), write(cameLateVnd)];
      }),
    ),
    '\n',
    differences.length === 0
      ? 'no differences\n'
      : formatTable(
          ['STEP', 'CLASS', 'OPERATOR', 'SITE', 'METHOD', 'ĐỒNG', 'DUE', 'CAME', 'EXPLAINED'],
          differences.map((one) => [
            ...[one.step, one.class, one.operator, one.site ?? '*', one.method ?? '*', write(one.amountVnd)],
            ...[one.dueDay, one.cameDay ?? '', one.explanation?.words ?? (needsReason(one) ? 'NO' : '')],
          ]),
        ),
    `${open} unexplained\n`,
    late.length === 0
      ? ''
      : `\n${formatTable(
          ['CAME AFTER CLOSING', 'FIGURE', 'CLOSED', 'NOW'],
          late.map(({ site, figure, frozen, now }) => [site, figure, write(frozen), write(now)]),
        )}`,
  ].join('');
}

function write(amount: number | null): string {
  return amount === null ? '–' : String(amount);
}
