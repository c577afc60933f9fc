import { describe, expect, it } from 'vitest';
import { incidentTaskCall } from '#shared/tasks/incident-task-call.ts';
import { evidenceOf, mayAdd } from '../../../display/src/lib/incidents/incident-page.ts';
import { prefill } from '../../../display/src/lib/tasks/server/prefill.ts';
import { ownPath } from '../../../display/src/lib/tasks/own-path.ts';

const minute = 60_000;
const day = 86_400_000;

/** When calls come, as minutes after the task was added. */
function calls(dueMin: number | null, ...atMin: readonly number[]): (string | undefined)[] {
  const dueMs = dueMin === null ? null : dueMin * minute;
  return atMin.map((at) => {
    const call = incidentTaskCall({ addedMs: 0, dueMs }, at * minute);
    return call && `${call.kind} ${call.atMs / minute}`;
  });
}

describe('who has a task of an incident', () => {
  const given = `given ${1 / 6}`;

  it('is called when it can be taken back no more, with a quarter of its time left, and when it is late', () => {
    expect(calls(120, 0, 0.16, 1, 89, 90, 120)).toEqual([undefined, undefined, given, given, 'soon 90', 'soon 90']);
    expect(incidentTaskCall({ addedMs: 0, dueMs: 120 * minute }, 120 * minute + 1)).toEqual({
      ...{ kind: 'overdue', atMs: 120 * minute + 1 },
    });
  });

  it('is called a day before at the earliest, and not before at all where that leaves less than ten minutes', () => {
    const dueMs = 8 * day;
    expect(incidentTaskCall({ addedMs: 0, dueMs }, dueMs - day - 1)?.kind).toBe('given');
    expect(incidentTaskCall({ addedMs: 0, dueMs }, dueMs - day)).toEqual({ kind: 'soon', atMs: dueMs - day });
    expect(calls(39, 38)).toEqual([given]);
    expect(calls(40, 30)).toEqual(['soon 30']);
  });

  it('is never reminded of what has no deadline, and of what was late when it was written hears that alone', () => {
    expect(calls(null, 1, 100_000)).toEqual([given, given]);
    expect(calls(-5, 0, 1)).toEqual([undefined, `overdue ${1 / 6}`]);
  });
});

describe('the pages of a task of an incident', () => {
  it('are its own for the unit that has it, and those of orders for orders', () => {
    expect(ownPath({ number: 'SC-4.7', path: '/incident/4' })).toBe('/tasks/incident/7');
    expect(ownPath({ number: 'NV-7', path: '/tasks/7' })).toBe('/tasks/7');
  });

  it('fill the form of an order in with what is to be done and whose it is', async () => {
    const office = { code: 'CT-00004', unit: '00004', department: null, name: 'Ba Đình', isReachable: true };
    const query = new URLSearchParams({ from: 'brief:7', office: '00004', work: ` Lắp máy phát ${'x'.repeat(400)}` });
    const never = { query: () => Promise.reject(new Error('nothing is to be read')) } as never;
    const filled = await prefill(never, query, { language: 'vi', choices: [office] });
    expect(filled).toMatchObject({ origin: 'brief:7', office: 'CT-00004' });
    expect(filled.work).toMatch(/^Lắp máy phát x+$/);
    expect(filled.work).toHaveLength(400);
  });

  it('tell what it was last said to be done with, and let nothing be added to what is closed', () => {
    const line = (task: number, detail: object) => ({ kind: 'task', detail: { task, ...detail } });
    const timeline = [
      line(1, { done: true, how: 'first' }),
      line(1, { done: false }),
      line(2, { done: true, how: 'x' }),
    ];
    const evidence = (lines: readonly object[], task: number): string => evidenceOf({ timeline: lines as never }, task);
    expect(evidence(timeline, 1)).toBe('');
    expect(evidence(timeline.slice(0, 1), 1)).toBe('first');
    const may = (state: string, mayAct: boolean): boolean =>
      mayAdd({ mayAct, detail: { incident: { state } } as never });
    expect([may('resolved', true), may('closed', true), may('new', false)]).toEqual([true, false, false]);
  });
});
