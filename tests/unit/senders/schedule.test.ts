import { describe, expect, it } from 'vitest';
import type { LoadedSet } from '../../../ingest/senders/file/load-set.ts';
import { planFromStart, planFromWindow, type RunPlan } from '../../../ingest/senders/file/run-plan.ts';
import { openAtStart, scheduleEvents, type DueEvent } from '../../../ingest/senders/file/schedule.ts';
import { wallClockOf } from '#shared/time/wall-clock.ts';
import { loadSetFromText } from '../../support/load-set-from-text.ts';

// New York in March 2018: winter time until the 11th, summer time after.
const mapping = `
set: outages
about: a test
source: a test
timeline: { zone: America/New_York, anchor: 2018-03-06 }
nulls: { all: [''] }
values:
  outAt: { time: '{out}', format: iso }
  backAt: { time: '{back}', format: iso }
asset: K001
events:
  - type: kiosk.fault
    id: '{nr}.fault'
    time: outAt
    data: { faultId: { item: '{nr}' }, code: Broken, planned: false, dueAt: { shift: outAt, plus: 3600 } }
  - type: kiosk.recovered
    when: { backAt: { empty: false } }
    id: '{nr}.recovered'
    time: backAt
    data: { faultId: { item: '{nr}' }, code: Broken, planned: false, downS: { between: [outAt, backAt] } }
`;
const file = `nr,out,back
old,2018-01-02 09:00-05:00,
over,2018-03-05 09:00-05:00,2018-03-05 10:00-05:00
open,2018-03-05 09:00-05:00,2018-03-06 09:00-05:00
winter,2018-03-07 08:00-05:00,2018-03-07 09:00-05:00
summer,2018-03-14 08:00-04:00,2018-03-14 09:00-04:00
`;
const wall = (text: string): number => Date.parse(`${text}Z`);
const city = wallClockOf('Asia/Ho_Chi_Minh');

function take(set: LoadedSet, plan: RunPlan, count: number, afterMs?: number): string[] {
  const projection = { source: 'urn:test', city, sourceZone: wallClockOf(set.mapping.timeline.zone) };
  const due: DueEvent[] = [];
  for (const one of scheduleEvents(set.events, plan, projection, afterMs)) {
    if (due.push(one) === count) break;
  }
  return due.map(({ event }) => `${event.id} ${event.time.slice(0, 16)}`);
}

describe('a set laid on a run', () => {
  it('keeps weekday and time of day, opens what was open, and loops in whole weeks with new ids', async () => {
    const set = await loadSetFromText(mapping, file);
    // Tuesday, 17 November 2026.
    const plan = planFromStart(set.mapping, set.events, wall('2026-11-17T08:30:00'), true);
    expect(take(set, plan, 8)).toEqual([
      'open.fault@261116 2026-11-16T02:00',
      'open.recovered@261116 2026-11-17T02:00',
      'winter.fault@261116 2026-11-18T01:00',
      'winter.recovered@261116 2026-11-18T02:00',
      'summer.fault@261116 2026-11-25T01:00',
      'summer.recovered@261116 2026-11-25T02:00',
      'over.fault@261130 2026-11-30T02:00',
      'open.fault@261130 2026-11-30T02:00',
    ]);
  });

  it('goes on after an interruption with what was not sent, in whatever pass that is', async () => {
    const set = await loadSetFromText(mapping, file);
    const plan = planFromStart(set.mapping, set.events, wall('2026-11-17T08:30:00'), true);
    const everything = take(set, plan, 40);
    for (const done of [0, 1, 5, 14, 22]) {
      const last = everything[done]?.split(' ')[1] ?? '';
      const afterMs = Date.parse(`${last}:00Z`);
      const left = everything.filter((one) => Date.parse(`${one.split(' ')[1] ?? ''}:00Z`) > afterMs).slice(0, 6);
      expect(take(set, plan, left.length, Math.max(afterMs, city.instantOf(wall('2026-11-17T08:30:00'))))).toEqual(
        left,
      );
    }
  });

  it('moves times within the data along and gives items the pass', async () => {
    const set = await loadSetFromText(mapping, file);
    const plan = planFromStart(set.mapping, set.events, wall('2026-11-17T08:30:00'), false);
    const projection = { source: 'urn:test', city, sourceZone: wallClockOf(set.mapping.timeline.zone) };
    const events = [...scheduleEvents(set.events, plan, projection, undefined)].map(({ event }) => event);
    expect(events).toHaveLength(6);
    expect(events[2]).toMatchObject({
      type: 'kiosk.fault',
      data: { faultId: 'winter@261116', dueAt: '2026-11-18T02:00:00.000Z' },
    });
  });

  it('of one file lies on the latest such weekday before now', async () => {
    const set = await loadSetFromText(mapping, file);
    const window = { fromMs: wall('2018-03-07T00:00:00'), toMs: wall('2018-03-08T00:00:00'), loop: false };
    const plan = planFromWindow(set.mapping, set.events, window, wall('2026-11-23T01:00:00'));
    expect(take(set, plan, 9)).toEqual([
      'winter.fault@261116 2026-11-18T01:00',
      'winter.recovered@261116 2026-11-18T02:00',
    ]);
  });

  it('leaves out, and counts, what has been open for longer than the door takes', async () => {
    const set = await loadSetFromText(mapping, file);
    const plan = planFromStart(set.mapping, set.events, wall('2026-11-17T08:30:00'), true);
    const projection = { source: 'urn:test', city, sourceZone: wallClockOf(set.mapping.timeline.zone) };
    const { open, tooOld } = openAtStart(set.events, plan, projection);
    expect(open.map(({ id }) => id)).toEqual(['open.fault@261116']);
    expect(tooOld).toBe(1);
  });
});
