import { expect, test } from 'vitest';
import { parseSentEvent } from '#shared/events/parse-sent-event.ts';
import { claim, idOf, type Run } from '../../chaos/driver/claim.ts';

const run: Run = {
  seed: '7',
  source: 'urn:chaos:0',
  startMs: Date.parse('2026-11-23T01:00:00Z'),
  assets: { kiosk: ['K001', 'K002'], point: ['P00004'], parking: ['B001'] },
};

test('the same run claims the same events, another seed others', () => {
  expect(claim(run, 41)).toEqual(claim(run, 41));
  expect(claim({ ...run, seed: '8' }, 41)).not.toEqual(claim(run, 41));
  expect(idOf(run, 41)).toBe(claim(run, 41).id);
});

test('every claim is an event that the door takes', () => {
  for (let n = 0; n < 60; n += 1) expect(parseSentEvent(claim(run, n)), String(n)).toMatchObject({ ok: true });
});
