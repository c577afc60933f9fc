import { describe, expect, it, test } from 'vitest';
import type { TargetRow } from '#shared/store/list-targets.ts';
import { readAuditFilter, toAuditWish } from '../../../display/src/lib/admin/audit-filter.ts';
import { readHour } from '../../../display/src/lib/admin/read-hour.ts';
import { spanOf, toTimeline } from '../../../display/src/lib/admin/target-timeline.ts';
import { toCsvLine } from '../../../display/src/lib/admin/to-csv-line.ts';
import { writeDay, writeTime } from '../../../display/src/lib/admin/write-time.ts';
import { readTarget, writeTarget } from '../../../display/src/lib/admin/write-target.ts';
import { queryOf } from '../../../display/src/lib/desk/query-of.ts';

const zone = 'Asia/Ho_Chi_Minh';

describe('a line of CSV', () => {
  it('runs no formula in a spreadsheet', () => {
    const cells = ['=1+1', '+84', '-2', '@SUM(A1)', '\tx', 'plain'];
    expect(toCsvLine(cells, ';')).toBe(`'=1+1;'+84;'-2;'@SUM(A1);'\tx;plain\r\n`);
  });

  it('keeps separators, quotes and line ends inside its cells', () => {
    expect(toCsvLine(['a,b', 'say "x"', 'one\ntwo', '7;8'], ',')).toBe('"a,b","say ""x""","one\ntwo",7;8\r\n');
    expect(toCsvLine(['7;8', 'a,b'], ';')).toBe('"7;8";a,b\r\n');
  });
});

test('the filter of the trail is by days of the city, both included', () => {
  const filter = readAuditFilter(new URLSearchParams('actor=account:lan&from=2026-11-23&to=2026-11-23&verb='));
  expect(toAuditWish(filter, zone)).toEqual({
    actor: 'account:lan',
    from: new Date('2026-11-22T17:00:00Z'),
    to: new Date('2026-11-23T17:00:00Z'),
  });
  expect(toAuditWish(readAuditFilter(new URLSearchParams('from=yesterday')), zone)).toEqual({});
});

test('times are the city’s', () => {
  expect(writeTime('2026-11-23T17:05:00Z', zone)).toBe('24/11/2026 00:05');
  expect(writeDay('2026-11-23')).toBe('23/11/2026');
  expect(readHour('2026-11-23T08:00', zone)).toBe('2026-11-23T01:00:00.000Z');
  expect(readHour('tomorrow', zone)).toBe('tomorrow');
});

test('a target is written and read in what people count in', () => {
  expect(writeTarget({ kpi: 'online_share', target: 0.645, direction: 'at_least' }, 'vi')).toBe('≥ 64,5 %');
  expect(writeTarget({ kpi: 'wait_p90', target: 900_000, direction: 'at_most' }, 'en')).toBe('≤ 900 s');
  expect(readTarget('online_share', '64,5')).toBe(0.645);
  expect(readTarget('wait_p90', '900')).toBe(900_000);
  expect(readTarget('people_supported', '1200')).toBe(1_200);
  expect(readTarget('online_share', ' ')).toBeNaN();
});

const row = (validFrom: string, validTo: string | null, more: Partial<TargetRow> = {}): TargetRow => ({
  ...{ set: 's', kpi: 'online_share', formulaVersion: 1, unitSet: 'all', validFrom, validTo, target: 0.6 },
  ...{ direction: 'at_least', period: null, office: null, source: null, editedBy: null, ...more },
});

test('the ledger is a line for each set, KPI and units, with what is over, in force and to come', () => {
  const rows = [row('2025-07-01', '2026-01-01'), row('2026-01-01', '2027-01-01'), row('2027-01-01', null)];
  const span = spanOf(rows, '2026-11-23');
  expect(span).toEqual({ from: '2025-01-01', to: '2028-01-01' });
  const lines = toTimeline([...rows, row('2026-01-01', null, { unitSet: 'unit:00070' })], '2026-11-23', span);
  expect(lines.map(({ unitSet, rows: held }) => [unitSet, held.map(({ time }) => time)])).toEqual([
    ['all', ['past', 'now', 'ahead']],
    ['unit:00070', ['now']],
  ]);
  const shares = lines[0]?.rows.map(({ startShare, share }) => startShare + share) ?? [];
  expect(shares.at(-1)).toBeCloseTo(1, 6);
});

test('an address keeps the language and leaves out what is as it would be anyway', () => {
  expect(queryOf('vi')).toBe('');
  expect(queryOf('en', { page: 2, find: '', show: null })).toBe('?lang=en&page=2');
});
