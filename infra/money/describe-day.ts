import { cashShare } from '#shared/money/account/site-day.ts';
import type { DayAccount } from '#shared/money/account/day-account.ts';
import { unexplained } from '#shared/money/account/explanation.ts';
import { differenceClasses, needsReason } from '#shared/money/match/difference.ts';
import { formatTable } from '../office/format-table.ts';

/** A day's account for a terminal: where the money is, how much of the day is known, each difference. */
export function describeDay(account: DayAccount, world: string): string {
  const { day, cutDay, city, coverage, operators, differences, classes } = account;
  const heard = coverage.hours === 0 ? '–' : `${((100 * coverage.heardHours) / coverage.hours).toFixed(1)} %`;
  const silent = coverage.silent.length === 0 ? '' : `, silent: ${coverage.silent.join(' ')}`;
  const share = cashShare(city);
  const rows = [...operators, { operator: 'city', ...city }].map((one) => [
    ...[one.operator, write(one.paidVnd), write(one.statedVnd), write(one.dueVnd), write(one.bankedVnd)],
    'bankThrough' in one ? (one.bankThrough ?? 'no statement') : '',
  ]);
  const open = unexplained(differences).length;
  return [
    `${day} in ${world}, as known on ${cutDay}; ${heard} of ${coverage.sites} sites' hours heard of${silent}\n`,
    `${city.entered} came, ${city.exited} left, ${city.payments} payments, ${city.failed} failed, cash ${share === null ? '–' : `${(100 * share).toFixed(1)} %`}\n\n`,
    formatTable(['OPERATOR', 'PAID', 'STATED', 'DUE AT BANK', 'BANKED', 'BANK KNOWN TO'], rows),
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
  ].join('');
}

function write(amount: number | null): string {
  return amount === null ? '–' : String(amount);
}
