import { describe, expect, it, test } from 'vitest';
import { maintenanceSet, type MaintenanceTold } from '#shared/wire/alert-commands.ts';
import type { Form } from '../../../display/src/lib/admin/server/form.ts';
import { maintenanceTable } from '../../../display/src/lib/maintenance/maintenance-table.ts';
import { readWindow } from '../../../display/src/lib/maintenance/server/read-window.ts';
import { weeklyHours } from '../../../display/src/lib/maintenance/weekly-hours.ts';
import { orderWindows, windowStateOf } from '../../../display/src/lib/maintenance/window-state.ts';

const nowMs = Date.parse('2026-11-23T02:00:00Z');
const window = (id: number, more: Partial<MaintenanceTold> = {}): MaintenanceTold => ({
  ...{ id, world: 'live', scope: {}, from: '2026-11-23T01:00:00.000Z', to: '2026-11-23T05:00:00.000Z', weekly: null },
  ...{ reason: 'thay UPS', by: 'account:lan', isOn: false, endedAt: null, alerts: [], ...more },
});
const on = window(1, { isOn: true, alerts: [4, 5], scope: { kinds: ['kiosk'], units: ['00070', '00099'] } });
const coming = window(2, { from: '2026-11-24T01:00:00.000Z' });
const weekly = window(3, { weekly: 'Sa 22:00-24:00' });
const over = window(4, { endedAt: '2026-11-22T01:00:00.000Z' });
const overLater = window(5, { endedAt: '2026-11-22T03:00:00.000Z' });

test('windows stand in the order of what they mean now: on, to come, weekly between two times, over', () => {
  expect([on, coming, weekly, over].map((one) => windowStateOf(one, nowMs))).toEqual([
    ...['on', 'coming', 'between', 'past'],
  ]);
  expect(orderWindows([over, weekly, overLater, coming, on], nowMs).map(({ id }) => id)).toEqual([1, 2, 3, 5, 4]);
});

test('a window is written by the names of what it is over, in both languages', () => {
  const units = [{ code: '00070', name: 'Hoàn Kiếm' }];
  const cellsOf = (row: MaintenanceTold, language: 'vi' | 'en') =>
    Object.fromEntries(
      maintenanceTable([row], { language, units, nowMs }).columns.map((one) => [one.id, one.cell(row)]),
    );
  expect(cellsOf(on, 'vi')).toMatchObject({
    ...{ id: '1', state: 'đang diễn ra', scope: 'Kiosk và Hoàn Kiếm, 00099', weekly: 'một lần', alerts: 2, by: 'lan' },
  });
  expect(cellsOf(weekly, 'en')).toMatchObject({
    ...{ state: 'weekly, between two times', scope: 'whole city', weekly: 'Sa 22:00-24:00', ended: null },
  });
});

describe('hours of the week', () => {
  it.each([
    [[5], '22:00', '23:30', 'Sa 22:00-23:30'],
    [[0, 2], '08:00', '09:00', 'Mo 08:00-09:00; We 08:00-09:00'],
    [[5], '22:00', '02:00', 'Sa 22:00-24:00; Su 00:00-02:00'],
    [[6], '22:00', '02:00', 'Mo 00:00-02:00; Su 22:00-24:00'],
    [[0, 1], '22:00', '02:00', 'Mo 22:00-24:00; Tu 00:00-02:00,22:00-24:00; We 00:00-02:00'],
    [[0, 1], '22:00', '22:00', 'Mo 22:00-24:00; Tu 00:00-22:00,22:00-24:00; We 00:00-22:00'],
    [[3], '20:00', '00:00', 'Th 20:00-24:00'],
  ])('%j from %s to %s are %s, which the duty process takes', (days, from, to, expected) => {
    expect(weeklyHours(days, from, to)).toBe(expected);
    const body = { scope: {}, from: coming.from, to: coming.to, weekly: expected, reason: 'thử' };
    expect(maintenanceSet.safeParse(body).success).toBe(true);
  });

  it('are none without a day, and none that can be read without times', () => {
    expect([weeklyHours([], '', ''), weeklyHours([1], '', '02:00'), weeklyHours([1], '25:00', '02:00')]).toEqual([
      ...['', undefined, undefined],
    ]);
  });
});

describe('what a form asks for', () => {
  const city = {
    units: [{ code: '00070', name: 'Hoàn Kiếm', nameEn: 'Hoan Kiem', lon: 0, lat: 0, population: null }],
    assets: [{ code: 'K007', kind: 'kiosk' as const, unit: '00070', lon: 0, lat: 0, placeholder: false }],
    systems: [
      { code: 'S-PAY', name: 'Thanh toán', nameEn: 'Payment', kind: 'payment' as const, expectedIntervalS: 60 },
    ],
  };
  const read = (fields: Readonly<Record<string, string | readonly string[]>>) => {
    const list = (name: string): readonly string[] => [fields[name] ?? []].flat();
    const text = (name: string): string => list(name)[0] ?? '';
    const form: Form = { text, secret: text, list, file: () => undefined, values: {} };
    return readWindow(form, { world: 'live', timeZone: 'Asia/Ho_Chi_Minh', city });
  };
  const times = { from: '2026-11-28T22:00', to: '2026-11-29T02:00', reason: 'thay UPS' };

  it('is a window that the duty process takes: names looked up, times by the city’s clock', () => {
    const asked = read({ ...times, units: 'hoàn kiếm, 00070', kinds: ['kiosk', 'ufo'], assets: 'K007, S-PAY' });
    expect(asked).toEqual({
      body: {
        ...{ world: 'live', reason: 'thay UPS', from: '2026-11-28T15:00:00.000Z', to: '2026-11-28T19:00:00.000Z' },
        scope: { units: ['00070', '00070'], kinds: ['kiosk'], assets: ['K007', 'S-PAY'] },
      },
    });
    expect('body' in asked && maintenanceSet.safeParse(asked.body).success).toBe(true);
  });

  it('is never the whole city by an empty field, nor a unit that there is not', () => {
    const faultOf = (fields: Readonly<Record<string, string | readonly string[]>>): string => {
      const asked = read({ ...times, ...fields });
      return 'fault' in asked ? asked.fault : '';
    };
    expect(faultOf({})).toContain('scope');
    expect(faultOf({ units: 'Hoàn Kiem' })).toContain('Hoàn Kiem');
    expect(faultOf({ wholeCity: 'on', assets: 'K007' })).toContain('scope');
    expect(faultOf({ wholeCity: 'on', days: ['5'] })).toContain('weekly');
    expect(read({ ...times, wholeCity: 'on', days: ['5'], dayFrom: '22:00', dayTo: '23:00' })).toMatchObject({
      body: { scope: {}, weekly: 'Sa 22:00-23:00' },
    });
  });
});
