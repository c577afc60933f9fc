import { describe, expect, it } from 'vitest';
import { describeTally } from '../../../ingest/senders/file/tally.ts';
import { loadSetFromText } from '../../support/load-set-from-text.ts';

const head = `
set: test
about: a test
source: a test
timeline: { zone: Asia/Ho_Chi_Minh, anchor: 2026-01-05 }
`;

const occupancy = `${head}
lost: [{ when: { at: lost }, why: the feed was lost }]
unpivot: { keep: [at], name: site, value: cars }
drop: [{ when: { cars: { empty: true } }, why: closed }]
distinct: { by: [site, at], why: written twice }
nulls: { columns: { cars: ['999'] } }
values: { time: { time: '{at}', format: iso } }
asset: { place: '{site}', on: parking, busiest: { sum: cars } }
events:
  - type: parking.occupancy
    id: '{site}.{at}'
    time: time
    data: { occupied: { integer: cars, atLeast: 0 }, capacity: 50 }
    gauge: { fields: [occupied, capacity], maxHeldS: 3600 }
`;

describe('a wide table of gauges', () => {
  it('becomes samples that carry the one before, but not across a loss or a long silence', async () => {
    const { events, tally } = await loadSetFromText(
      occupancy,
      `at,North,South
2026-01-05 08:00,-2,30
2026-01-05 08:00,5,30
2026-01-05 08:30,10,999
lost,,
2026-01-05 09:00,12,40
2026-01-05 12:00,14,41
`,
    );
    const north = events.filter(({ id }) => id.startsWith('North')).map(({ data }) => data);
    expect(north).toEqual([
      { occupied: 0, capacity: 50 },
      { occupied: 10, capacity: 50, prior: { occupied: 0, capacity: 50, heldS: 1800 } },
      { occupied: 12, capacity: 50 },
      { occupied: 14, capacity: 50 },
    ]);
    expect(events.find(({ id }) => id === 'South.2026-01-05 12:00')).toBeUndefined();
    expect(events.map(({ id }) => id)).toContain('South.2026-01-05%2012:00');
    // South holds more cars, so it stands in the most populous unit (Hoàn Kiếm), North in the second (Tây Hồ).
    expect(new Set(events.map(({ id, asset }) => `${id.slice(0, 5)} ${asset}`))).toEqual(
      new Set(['South B004', 'North B007']),
    );
    expect(tally.map(describeTally)).toEqual([
      '1 dropped: closed (line 4)',
      '1 lost: the feed was lost (line 5)',
      '2 repeated: written twice (lines 3, 3)',
    ]);
  });
});

const outages = `${head}
nulls: { all: ['', '-'] }
tables: { devices: { file: devices.csv, key: id, on: device } }
merge: { by: [device], from: outAt, to: backAt, why: listed again }
values:
  outAt: { time: '{out}', format: iso }
  backAt: { time: '{back}', format: iso }
asset: { place: '{device}', on: kiosk, together: devices.station }
events:
  - type: kiosk.fault
    id: '{device}.{outAt}'
    time: outAt
    data:
      faultId: { item: '{device}' }
      code: { code: '{reason}' }
      planned: { test: { reason: [Cleaning], device: { not: X } } }
  - type: kiosk.recovered
    when: { backAt: { empty: false } }
    id: '{device}.{backAt}'
    time: backAt
    data:
      faultId: { item: '{device}' }
      code: { code: '{reason}' }
      planned: false
      downS: { between: [outAt, backAt] }
`;

describe('spells of one thing', () => {
  it('that overlap are one, those without an end stay open, and things of one group stand together', async () => {
    const { events, tally } = await loadSetFromText(
      outages,
      `device,reason,out,back
A,Broken (door),2026-01-05 08:00,2026-01-05 09:00
C,Cleaning,2026-01-05 08:00,2026-01-05 08:10
A,Repair,2026-01-05 08:50,2026-01-05 10:00
A,Repair,2026-01-05 11:00,-
B,Cleaning,2026-01-05 09:00,2026-01-05 08:00
B,Cleaning,soon,2026-01-05 08:00
`,
      { 'devices.csv': 'id,station\nA,West\nB,West\nC,East\n' },
    );
    expect(events.map(({ type, data }) => [type, data['code'], data['downS']])).toEqual([
      ['kiosk.fault', 'Broken door', undefined],
      ['kiosk.fault', 'Cleaning', undefined],
      ['kiosk.recovered', 'Cleaning', 600],
      ['kiosk.fault', 'Cleaning', undefined],
      ['kiosk.recovered', 'Broken door', 7200],
      ['kiosk.fault', 'Repair', undefined],
    ]);
    const assetOf = Object.fromEntries(
      events.map(({ data, asset }) => [(data['faultId'] as { item: string }).item, asset]),
    );
    expect(assetOf).toEqual({ A: 'K007', B: 'K008', C: 'K009' });
    expect(tally.map(describeTally)).toEqual([
      '1 unmapped: a time that is not written as ISO 8601 (line 7)',
      '1 merged: listed again (line 4)',
      '1 unmapped: kiosk.recovered: data.downS: Too small: expected number to be >=0 (line 6)',
    ]);
  });
});

const payments = `${head}
nulls: { all: ['', N/A] }
values:
  end: { time: '{until}', format: dd/MM/yyyy HH:mm }
  start: { shift: end, minus: bought }
  bought: { seconds: for, unit: clock }
asset: B001
events:
  - type: parking.paid
    when: { any: [{ paid: { above: 0 } }, { how: free }], not: { how: test } }
    oncePer: [nr]
    id: '{nr}'
    time: start
    data:
      paymentId: { item: '{nr}' }
      method: { lookup: how, in: { coins: cash, card: card } }
      amountVnd: { money: paid, vndPerUnit: 25000 }
      plate: '{plate}'
`;

describe('a row', () => {
  it('makes an event, or is told with the reason why not', async () => {
    const { events, tally } = await loadSetFromText(
      payments,
      `nr,until,for,paid,how,plate
1,05/01/2026 09:00,01:30:00,1.8,card,29A-12345
1,05/01/2026 09:00,01:30:00,1.8,card,29A-12345
2,05/01/2026 00:10,00:20:00,0.25,coins,N/A
3,05/01/2026 10:00,00:20:00,0,coins,
4,05/01/2026 10:00,00:20:00,two,coins,
5,05/01/2026 10:00,00:20:00,1,barter,
6,05/01/2026 10:00,00:20:00,1,test,
7,,00:20:00,1,card,
8,05/01/2026 10:00,00:20:00,,free,
`,
    );
    expect(events.map(({ wallMs, data }) => [new Date(wallMs).toISOString(), data])).toEqual([
      ['2026-01-04T23:50:00.000Z', { paymentId: { item: '2' }, method: 'cash', amountVnd: 6250 }],
      ['2026-01-05T07:30:00.000Z', { paymentId: { item: '1' }, method: 'card', amountVnd: 45000, plate: '29A-12345' }],
    ]);
    expect(tally.map(describeTally)).toEqual([
      '1 repeated: an earlier row has made its events (line 3)',
      '2 dropped: no event of the mapping applies (lines 5, 8)',
      '1 unmapped: parking.paid: a condition compares something that is not a number (line 6)',
      '2 unmapped: parking.paid: how: a word that is not in its lookup table (lines 7, 10)',
      '1 unmapped: parking.paid: start: no time (line 9)',
    ]);
  });
});

describe('a mapping with a mistake', () => {
  it.each([
    ['asset: B001', 'asset: B001\ncolour: red', 'Unrecognized key: "colour"'],
    ['vndPerUnit: 25000', 'vndPerUnit: many', 'events.0.data.amountVnd.vndPerUnit'],
    ['{ above: 0 }', '{ larger: 0 }', 'events.0.when.any'],
    ['when: {', 'when: { paid: { matches: "(" }, ', 'events.0.when.paid'],
    ["'{plate}'", "'{number plate}'", 'no column or value is named "number plate"'],
  ])('is told: %s', async (right, wrong, message) => {
    const file = 'nr,until,for,paid,how,plate\n1,05/01/2026 09:00,01:30:00,1.8,card,\n';
    await expect(loadSetFromText(payments.replace(right, wrong), file)).rejects.toThrow(message);
  });
});
