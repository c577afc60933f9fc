import { describe, expect, it } from 'vitest';
import { dayAfter, deadlineOn, type OfficeTime } from '#shared/tasks/deadline.ts';
import { countTasks, monitorTasks } from '#shared/tasks/monitor.ts';
import { beginTask, moveTask } from '#shared/tasks/move-task.ts';
import { officeAbove, officeFor } from '#shared/tasks/offices.ts';
import { callsAhead } from '#shared/tasks/plan-calls.ts';
import type { TaskAt } from '#shared/tasks/task-at.ts';
import { businessCalendar } from '#shared/time/business-calendar.ts';
import { civilCalendar } from '#shared/time/civil-day.ts';
import { parseOpeningHours } from '#shared/time/opening-hours.ts';

const timeZone = 'Asia/Ho_Chi_Minh';
const hours = parseOpeningHours('Mo-Fr 08:00-12:00,13:30-17:00') ?? [];
const time: OfficeTime = {
  calendar: businessCalendar(hours, [{ date: '2026-12-03', kind: 'holiday' }], timeZone),
  days: civilCalendar(timeZone),
};
/** An instant of the city's clock. */
const at = (local: string): number => Date.parse(`${local}:00+07:00`);

describe('a deadline', () => {
  it('is when the office closes on a working day that is not over', () => {
    // A Tuesday.
    const nowMs = at('2026-12-01T16:00');
    expect(deadlineOn('2026-12-01', nowMs, time)).toEqual({ dueMs: at('2026-12-01T17:00') });
    expect(deadlineOn('2026-12-01', at('2026-12-01T17:00'), time)).toEqual({ fault: 'past', next: '2026-12-02' });
    // A holiday on Thursday, then the weekend.
    expect(deadlineOn('2026-12-03', nowMs, time)).toEqual({ fault: 'rests', next: '2026-12-04' });
    expect(deadlineOn('2026-12-05', nowMs, time)).toEqual({ fault: 'rests', next: '2026-12-07' });
    expect(dayAfter(nowMs, 3, time)).toBe('2026-12-07');
  });
});

describe('whom time calls', () => {
  const given = beginTask(at('2026-12-04T17:00'), { by: 'account:chair', atMs: at('2026-11-30T09:00') });
  const written = (task = given, nowMs = at('2026-11-30T09:00')): string[] =>
    callsAhead(task, nowMs, time).map(
      ({ kind, audience, atMs }) => `${new Date(atMs + 7 * 3_600_000).toISOString().slice(0, 16)} ${kind} ${audience}`,
    );

  it('is the office before, office and giver when it is late, and the office above on working days after', () => {
    expect(written()).toEqual([
      ...['2026-12-01T17:00 unread responsible', '2026-12-01T17:00 unread giver'],
      // Thursday is a holiday.
      '2026-12-02T17:00 soon responsible',
      ...['2026-12-04T17:00 overdue responsible', '2026-12-04T17:00 overdue giver'],
      ...['2026-12-07T17:00', '2026-12-09T17:00', '2026-12-11T17:00'].flatMap((day) =>
        ['responsible', 'giver', 'superior'].map((audience) => `${day} escalated ${audience}`),
      ),
    ]);
  });

  it('is nobody about what has passed, was read, or is done', () => {
    const read = moveTask(given, { move: 'read' }, { by: 'account:ward', atMs: at('2026-11-30T10:00') });
    const task = 'task' in read ? read.task : given;
    expect(written(task).some((line) => line.includes('unread'))).toBe(false);
    expect(written(task, at('2026-12-08T08:00')).map((line) => line.slice(0, 10))).toEqual([
      ...['2026-12-09', '2026-12-09', '2026-12-09', '2026-12-11', '2026-12-11', '2026-12-11'],
    ]);
    const done = moveTask(task, { move: 'finish', text: 'x', url: null, file: null }, { by: 'account:ward', atMs: 1 });
    expect(written('task' in done ? done.task : task)).toEqual([]);
  });

  it('finds an office by its code, unit or department, and the one above', () => {
    const offices = [
      { code: 'CT-TP', unit: null, department: null },
      { code: 'GD-STP', unit: null, department: 'STP' },
      { code: 'CT-1', unit: '1', department: null },
      { code: 'CT-11', unit: '11', department: null },
    ];
    const above = (code: string) => officeAbove(code, offices, (unit) => (unit === '11' ? '1' : null))?.code;
    expect(['1', 'STP', 'CT-TP', 'X'].map((code) => officeFor(code, offices)?.code)).toEqual([
      ...['CT-1', 'GD-STP', 'CT-TP', undefined],
    ]);
    expect(['CT-11', 'CT-1', 'GD-STP', 'CT-TP'].map(above)).toEqual(['CT-1', 'CT-TP', 'CT-TP', undefined]);
  });
});

describe('the monitor', () => {
  const task = (over: Partial<TaskAt>): TaskAt => ({
    ...{ id: 'NV-1', path: '/tasks/1', origin: null, work: 'w', product: 'p', office: 'CT-1', unit: '1' },
    ...{ givenBy: 'account:chair', givenMs: 0, dueMs: 50, state: 'working', isAsked: false, grantsMs: [] },
    ...{ doneMs: null, settledMs: null, ...over },
  });
  const period = { fromMs: 100, toMs: 200 };

  it('counts what was given, due, done by then or late, extended, and what is open and late at the end', () => {
    const tasks = [
      task({}),
      task({ givenMs: 100, dueMs: 199, grantsMs: [99, 100, 150] }),
      task({ dueMs: 150, doneMs: 150, state: 'done' }),
      task({ dueMs: 150, doneMs: 151, state: 'accepted' }),
      // Done in time before the period in which it was due.
      task({ dueMs: 160, doneMs: 90, state: 'accepted' }),
      task({ dueMs: 170, state: 'withdrawn', settledMs: 120 }),
      task({ dueMs: null, doneMs: 120, state: 'accepted', office: null, unit: '1' }),
      task({ dueMs: 300, office: 'CT-2' }),
    ];
    const rows = monitorTasks(tasks, period);
    expect(rows.map(({ office }) => office)).toEqual(['CT-1', 'CT-2', '1']);
    expect(rows[0]).toEqual({
      ...{ office: 'CT-1', given: 1, due: 4, dueDone: 2, doneOnTime: 1, doneLate: 1, extended: 2, open: 2, overdue: 2 },
    });
    const sums = countTasks(null, tasks, period);
    for (const name of ['given', 'due', 'dueDone', 'doneOnTime', 'doneLate', 'extended', 'open', 'overdue'] as const) {
      expect(rows.reduce((sum, row) => sum + row[name], 0)).toBe(sums[name]);
    }
  });
});
