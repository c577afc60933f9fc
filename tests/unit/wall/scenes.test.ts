import { describe, expect, test } from 'vitest';
import type { Matter } from '../../../display/src/lib/panels/alerts/summarise-alerts.ts';
import { nextReloadMs } from '../../../display/src/lib/panels/reload-at.ts';
import { followingNothing, nextFollowing } from '../../../display/src/lib/panels/scenes/follow.ts';
import { lookOf, lookOfReading } from '../../../display/src/lib/panels/scenes/old-look.ts';
import { nextTurn } from '../../../display/src/lib/panels/scenes/playlist.ts';
import { sceneQuestion } from '../../../display/src/lib/panels/scenes/scene-question.ts';
import { wallScenes } from '../../../shared/locality/wall-settings.ts';

const playlist = { scenes: ['city', 'parking', 'hotline'] as ('city' | 'parking' | 'hotline')[], everyS: 20 };

describe('the playlist', () => {
  test('gives each scene its time and begins again', () => {
    const free = (nowMs: number) => ({ nowMs, isHeld: false });
    const first = nextTurn(playlist, null, free(1_000));
    expect(first).toEqual({ scene: 'city', sinceMs: 1_000, endsMs: 21_000 });
    expect(nextTurn(playlist, first, free(20_999))).toBe(first);
    const second = nextTurn(playlist, first, free(21_000));
    expect(second.scene).toBe('parking');
    const third = nextTurn(playlist, second, free(41_000));
    expect([third.scene, nextTurn(playlist, third, free(61_000)).scene]).toEqual(['hotline', 'city']);
  });

  test('stops where it is while a P1 calls, and then the scene has its whole time', () => {
    const running = nextTurn(
      playlist,
      { scene: 'parking', sinceMs: 0, endsMs: 20_000 },
      { nowMs: 5_000, isHeld: false },
    );
    const held = nextTurn(playlist, running, { nowMs: 6_000, isHeld: true });
    expect(held).toEqual({ scene: 'parking', sinceMs: 6_000, endsMs: null });
    expect(nextTurn(playlist, held, { nowMs: 600_000, isHeld: true })).toBe(held);
    expect(nextTurn(playlist, held, { nowMs: 600_500, isHeld: false })).toMatchObject({
      ...{ scene: 'parking', endsMs: 620_500 },
    });
  });

  test('one scene alone has no end', () => {
    expect(nextTurn({ scenes: ['parking'], everyS: 20 }, null, { nowMs: 0, isHeld: false }).endsMs).toBeNull();
  });
});

test('the map answers the question of the scene; calls have a place only where several units take them', () => {
  const hotline = { kind: 'hotline', lon: 105.8, lat: 21, placeholder: false } as const;
  const one = { assets: [{ ...hotline, code: 'H1', unit: 'a' }] };
  const two = { assets: [...one.assets, { ...hotline, code: 'H2', unit: 'b' }] };
  const asked = (city: typeof one) => wallScenes.map((scene) => sceneQuestion(scene, city));
  expect(wallScenes).toEqual(['city', 'hotline', 'points', 'parking', 'records']);
  expect(asked(one)).toEqual(['state', 'reports', 'waiting', 'parking', 'state']);
  expect(asked(two)).toEqual(['state', 'calls', 'waiting', 'parking', 'state']);
});

describe('following', () => {
  const matter = (key: string, change: Partial<Matter> = {}): Matter => ({
    ...{ key, number: null, priority: 'P1', title: { vi: '', en: '' }, units: [], assets: [], sinceMs: 0 },
    ...{ isUnacknowledged: true, isUnknown: false, cause: null, openAlerts: 1, resolveDueMs: null },
    affected: { assets: 0, points: 0, waiting: null },
    ...{ trace: { units: [], assets: [], cause: null }, isExercise: false, isApart: false },
    ...change,
  });
  const at = (nowMs: number) => ({ nowMs, followS: 45 });

  test('goes to the newest P1 that nobody has, and returns after its time', () => {
    const both = [matter('i1', { sinceMs: 10 }), matter('i2', { sinceMs: 20 }), matter('i3', { priority: 'P2' })];
    const gone = nextFollowing(followingNothing, both, at(0));
    expect(gone.now).toEqual({ key: 'i2', untilMs: 45_000 });
    expect(nextFollowing(gone, both, at(44_999)).now?.key).toBe('i2');
    const back = nextFollowing(gone, both, at(45_000));
    expect(back.now).toBeNull();
    expect(nextFollowing(back, both, at(46_000)).now).toBeNull();
  });

  test('returns as soon as somebody has it, and goes to a later one', () => {
    const gone = nextFollowing(followingNothing, [matter('i1')], at(0));
    const taken = nextFollowing(gone, [matter('i1', { isUnacknowledged: false })], at(1_000));
    expect(taken.now).toBeNull();
    expect(nextFollowing(taken, [matter('i1', { isUnacknowledged: false }), matter('i9')], at(2_000)).now?.key).toBe(
      'i9',
    );
  });

  test('does not go to an exercise amid what is real', () => {
    const exercise = matter('i1', { isExercise: true, isApart: true });
    expect(nextFollowing(followingNothing, [exercise], at(0)).now).toBeNull();
    expect(nextFollowing(followingNothing, [exercise, matter('i2')], at(0)).now?.key).toBe('i2');
  });

  test('stays where it is when it is told not to go', () => {
    expect(nextFollowing(followingNothing, [matter('i1')], { nowMs: 0, followS: 0 }).now).toBeNull();
  });

  test('forgets what is over', () => {
    const gone = nextFollowing(followingNothing, [matter('i1')], at(0));
    expect(nextFollowing(gone, [], at(1_000))).toEqual({ now: null, seen: new Set() });
  });
});

test('the page is opened anew at that time of the city’s night, also where clocks are put forward', () => {
  const iso = (at: string, now: string, zone: string) =>
    new Date(nextReloadMs(at, Date.parse(now), zone)).toISOString();
  expect(iso('03:10', '2026-11-23T19:00:00Z', 'Asia/Ho_Chi_Minh')).toBe('2026-11-23T20:10:00.000Z');
  expect(iso('03:10', '2026-11-23T20:10:00Z', 'Asia/Ho_Chi_Minh')).toBe('2026-11-24T20:10:00.000Z');
  expect(iso('00:00', '2026-03-28T12:00:00Z', 'Europe/Berlin')).toBe('2026-03-28T23:00:00.000Z');
});

test('what is old looks old', () => {
  const now = 10_000_000;
  const at = (ageS: number | null) => lookOf({ asOfMs: ageS === null ? null : now - ageS * 1_000 }, now, 60).look;
  expect([at(60), at(120), at(300), at(6_000), at(null)]).toEqual(['fresh', 'late', 'stale', 'lost', 'unknown']);
  expect([lookOfReading(70).look, lookOfReading(200).look, lookOfReading(400).look, lookOfReading(null).look]).toEqual([
    ...['fresh', 'late', 'stale', 'unknown'],
  ]);
});
