import { describe, expect, it } from 'vitest';
import {
  instantInDay,
  placeInDay,
  readReplayView,
  replayFeedUrl,
  writeInstant,
  writeReplayQuery,
} from '../../../display/src/lib/replay/replay-address.ts';

const timeZone = 'Asia/Ho_Chi_Minh';
const elseMs = 1_000;
const moment = Date.parse('2026-11-21T14:05:00+07:00');
const read = (query: string) => readReplayView(new URLSearchParams(query), { timeZone, elseMs });

describe('a link to a moment', () => {
  it('is read with its offset, as the city’s own time without one, and although a plus became a space', () => {
    expect(read('at=2026-11-21T14:05:00%2B07:00&speed=60')).toEqual({ atMs: moment, speed: 60, isCompared: false });
    expect(read('at=2026-11-21T14:05:00+07:00').atMs).toBe(moment);
    expect(read('at=2026-11-21T07:05:00Z&compare=1')).toEqual({ atMs: moment, speed: 1, isCompared: true });
    expect(read('at=2026-11-21T14:05').atMs).toBe(moment);
  });

  it('that says nothing of sense is of the usual moment, at the speed of a clock', () => {
    for (const query of ['', 'at=yesterday', 'at=2026-13-41T99:00:00Z', 'at=2026-11-21'])
      expect(read(query).atMs).toBe(elseMs);
    for (const speed of ['7', '-1', '1e9', 'fast']) expect(read(`speed=${speed}`).speed).toBe(1);
    expect(read('speed=0').speed).toBe(0);
  });

  it('is written so that it reads the same', () => {
    expect(writeInstant(moment, timeZone)).toBe('2026-11-21T14:05:00+07:00');
    expect(writeInstant(moment, 'America/St_Johns')).toBe('2026-11-21T03:35:00-03:30');
    const view = { atMs: moment, speed: 600, isCompared: true };
    const query = writeReplayQuery(view, { timeZone, world: 'drill:lua', language: 'en' });
    expect(read(query)).toEqual(view);
    expect(new URLSearchParams(query).get('world')).toBe('drill:lua');
    expect(
      writeReplayQuery({ ...view, speed: 1, isCompared: false }, { timeZone, world: 'live', language: 'vi' }),
    ).toBe('at=2026-11-21T14%3A05%3A00%2B07%3A00');
  });
});

it('finds an instant in its civil day and back', () => {
  expect(placeInDay(moment, timeZone)).toEqual({ day: '2026-11-21', second: 14 * 3_600 + 300 });
  expect(instantInDay('2026-11-21', 14 * 3_600 + 300, timeZone)).toBe(moment);
});

it('asks for a replay where screens connect', () => {
  const url = new URL(
    replayFeedUrl('https://h', { world: 'live', atMs: moment, speed: 5, session: 'abcdefgh', turn: 2 }),
  );
  expect(`${url.protocol}//${url.host}${url.pathname}`).toBe('wss://h/live');
  expect(Object.fromEntries(url.searchParams)).toEqual({
    ...{ world: 'live', topics: 'state,counts,alerts', replay: '2026-11-21T07:05:00.000Z' },
    ...{ speed: '5', session: 'abcdefgh', turn: '2' },
  });
});
