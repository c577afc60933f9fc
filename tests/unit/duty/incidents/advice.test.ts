import { describe, expect, it } from 'vitest';
import { advise, type AdvisedPoint } from '#shared/duty/incident/advise.ts';
import { affectedBy, touchedBy } from '#shared/duty/incident/affected.ts';
import { checkAttachment } from '#shared/duty/incident/check-attachment.ts';
import { pointNow, type KnownPlace, type PointNow } from '#shared/duty/incident/place-now.ts';
import { isShort, risenMatters } from '#shared/duty/incident/what-about.ts';

const point = (code: string, km: number, now: Partial<PointNow> = {}): AdvisedPoint => ({
  place: {
    ...{ code, kind: 'point', unit: code.slice(1), point: null, lon: 105.8 + km / 104, lat: 21, staff: 8, counters: 5 },
    name: { vi: `Điểm ${code}`, en: `Point ${code}` },
  },
  now: { code, isOpen: true, waiting: 10, expectedWaitS: 300, countersOpen: 4, present: 6, ...now },
});
const here = point('P1', 0, { expectedWaitS: 3_600, waiting: 80 });
const situation = { troubled: ['P1'], cause: null, isSystem: false, since: '09:05' };
const namesOf = (points: AdvisedPoint[], over: object = {}): string[] =>
  advise({ ...situation, points, ...over }).map(({ name }) => name);

describe('advice', () => {
  it('sends people to the nearest points with room, and staff from one that can spare them', () => {
    const points = [here, point('P4', 6), point('P2', 2, { present: 3 }), point('P3', 4, { expectedWaitS: 1_200 })];
    expect(namesOf(points)).toEqual(['redirect:P1:P2', 'redirect:P1:P4', 'move_staff:P1:P4', 'say:']);
  });

  it('sends nobody where nobody knows how long one waits, where it is closed, or too far', () => {
    const points = [here, point('P2', 2, { expectedWaitS: null }), point('P3', 3, { isOpen: false }), point('P4', 30)];
    expect(namesOf(points)).toEqual(['say:']);
  });

  it('has hotline and assistant say what is interrupted and since when', () => {
    const cause = { vi: 'Cổng Dịch vụ công quốc gia', en: 'National Public Service Portal' };
    const [line] = advise({ ...situation, troubled: [], points: [], cause, isSystem: true });
    expect(line?.line?.vi).toContain('Từ 09:05, dịch vụ trực tuyến đang gián đoạn (Cổng Dịch vụ công quốc gia)');
  });
});

describe('how much is touched', () => {
  const places = new Map<string, KnownPlace>(
    ['K1', 'K2', 'K3'].map((code, at) => [
      code,
      { ...here.place, code, kind: 'kiosk', unit: String(at), point: `P${at === 2 ? 1 : at}` },
    ]),
  );
  const members = [...places.keys()].map((asset) => ({ labels: { asset } }));
  const touched = touchedBy(members, { units: [], assets: ['K1'] }, (code) => places.get(code));

  it('counts each asset, point and unit once', () => {
    expect(touched).toEqual({ units: ['0', '1', '2'], assets: ['K1', 'K2', 'K3'], points: ['P0', 'P1'] });
  });

  it('counts who waits where it is known, says at how many points that is, and never makes unknown zero', () => {
    const waiting: Record<string, number | null> = { P0: 17, P1: null };
    const told = (code: string): PointNow => ({ ...here.now, code, waiting: waiting[code] ?? null });
    expect(affectedBy(touched, (code) => places.get(code), told)).toEqual({
      ...{ assets: 3, kinds: { kiosk: 3 }, points: 2, waiting: 17, waitingAt: 1 },
    });
    waiting['P0'] = null;
    expect(affectedBy(touched, (code) => places.get(code), told)).toMatchObject({ waiting: null, waitingAt: 0 });
  });

  it('does not go by what was said too long ago', () => {
    const view = {
      ...{ asset: 'P1', unit: '1', seen: '2026-11-23T02:00:00Z', pulse: null, open: {} },
      fields: { waiting: { value: { waiting: 9, expectedWaitS: 60 }, time: '2026-11-23T02:00:00Z' } },
    };
    const at = (min: number): PointNow => pointNow('P1', view, Date.parse(view.seen) + min * 60_000, true);
    expect([at(30).waiting, at(31).waiting, at(31).present]).toEqual([9, null, null]);
  });
});

it('what people ask about is told where it is twice its usual share and not a handful', () => {
  const asked = [
    { matter: 'procedure:1', n: 20, before: 100 },
    { matter: 'procedure:2', n: 4, before: 1 },
    { matter: 'topic:khác', n: 30, before: 900 },
  ];
  expect(risenMatters(asked)).toEqual(['procedure:1']);
  expect(risenMatters([])).toEqual([]);
});

it('a point is short of staff while it is open and fewer are there than seven in ten', () => {
  expect([6, 5].map((present) => isShort(here.place, { ...here.now, present }))).toEqual([false, true]);
  expect(isShort(here.place, { ...here.now, present: 0, isOpen: false })).toBe(false);
  expect(isShort(here.place, { ...here.now, present: null })).toBe(false);
});

it('a file is what its first bytes say', () => {
  const bytes = (hex: string): Buffer => Buffer.from(hex, 'hex');
  expect(checkAttachment('image/png', bytes('89504e470d0a1a0a00'))).toBeUndefined();
  expect(checkAttachment('image/jpeg', bytes('ffd8ffe000'))).toBeUndefined();
  expect(checkAttachment('image/webp', bytes('524946460000000057454250'))).toBeUndefined();
  expect(checkAttachment('application/pdf', Buffer.from('%PDF-1.7'))).toBeUndefined();
  expect(checkAttachment('text/plain', Buffer.from('Phường Hoàn Kiếm'))).toBeUndefined();
  expect(checkAttachment('text/plain', bytes('ff00'))).toContain('not text/plain');
  expect(checkAttachment('image/png', Buffer.from('<svg/>'))).toContain('not image/png');
  expect(checkAttachment('text/csv', Buffer.alloc(0))).toContain('empty');
  expect(checkAttachment('text/csv', Buffer.alloc(2 * 2 ** 20 + 1, 65))).toContain('at most 2 MiB');
});
