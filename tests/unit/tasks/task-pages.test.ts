import { describe, expect, it } from 'vitest';
import type { TaskMove } from '#shared/tasks/task-moves.ts';
import { figureOrigin, originPage, readOrigin } from '#shared/tasks/task-origin.ts';
import { businessCalendar } from '#shared/time/business-calendar.ts';
import { civilCalendar } from '#shared/time/civil-day.ts';
import { parseOpeningHours } from '#shared/time/opening-hours.ts';
import type { Form } from '../../../display/src/lib/admin/server/form.ts';
import { shareOnTime } from '../../../display/src/lib/tasks/monitor-table.ts';
import { movedBy, periodOf } from '../../../display/src/lib/tasks/period.ts';
import { sayMove } from '../../../display/src/lib/tasks/say-move.ts';
import { findUnclear, readWish } from '../../../display/src/lib/tasks/server/read-wish.ts';
import { readTaskAsked } from '../../../display/src/lib/tasks/task-asked.ts';
import { tasksWords } from '../../../display/src/lib/tasks/words/tasks-words.ts';

const timeZone = 'Asia/Ho_Chi_Minh';
const words = tasksWords.vi;

describe('the form of a new task', () => {
  const filled = { office: 'CT-1', work: 'w', due: '2026-12-02', responsibility: 'r', product: 'p', note: '' };
  const formOf = (fields: Record<string, string>): Form => ({
    ...{ text: (name) => fields[name] ?? '', secret: () => '', list: () => [], file: () => undefined, values: fields },
  });
  const time = {
    calendar: businessCalendar(parseOpeningHours('Mo-Fr 08:00-17:00') ?? [], [], timeZone),
    days: civilCalendar(timeZone),
  };
  const nowMs = Date.parse('2026-12-01T18:00:00+07:00');
  const unclear = (over: Record<string, string>) => findUnclear(formOf({ ...filled, ...over }), { words, nowMs, time });

  it('says which of the five are missing, and which day would do', () => {
    expect(unclear({})).toBeUndefined();
    expect(unclear({ product: '', work: '' })).toBe('Chưa giao được, còn thiếu: rõ việc, rõ sản phẩm.');
    expect(unclear({ due: '2026-12-05' })).toContain(
      '05/12/2026 các cơ quan nghỉ. Ngày làm việc tiếp theo là 07/12/2026',
    );
    expect(unclear({ due: '2026-12-01' })).toContain('tiếp theo là 02/12/2026');
    expect(readWish(formOf({ ...filled, origin: 'kpi:x' }), 'live')).toEqual({
      ...{ world: 'live', office: 'CT-1', work: 'w', due: '2026-12-02', responsibility: 'r', product: 'p' },
      origin: 'kpi:x',
    });
  });
});

describe('a period', () => {
  it('is a civil day, or the week from Monday to Sunday in which it lies', () => {
    const at = (day: string): number => Date.parse(`${day}T00:00:00+07:00`);
    for (const day of ['2026-11-30', '2026-12-03', '2026-12-06']) {
      expect(periodOf('week', day, timeZone)).toEqual({
        ...{ kind: 'week', first: '2026-11-30', last: '2026-12-06' },
        ...{ fromMs: at('2026-11-30'), toMs: at('2026-12-07') },
      });
    }
    expect(periodOf('day', '2026-12-31', timeZone)).toMatchObject({ last: '2026-12-31', toMs: at('2027-01-01') });
    expect(movedBy('2027-01-01', -1)).toBe('2026-12-31');
  });

  it('in which nothing was due has no share on time', () => {
    const row = { ...{ office: null, given: 1, due: 0, dueDone: 0, doneOnTime: 0, doneLate: 0 }, extended: 0, open: 1 };
    expect(shareOnTime({ ...row, overdue: 1 })).toBeNull();
    expect(shareOnTime({ ...row, overdue: 1, due: 4, dueDone: 3 })).toBe(0.75);
  });
});

describe('what is asked for and said', () => {
  it('is only what there is; a list begins with one’s own', () => {
    expect(readTaskAsked(new URLSearchParams('scope=x&state=done&q=%20a%20'), 'mine')).toEqual({
      ...{ scope: 'mine', state: '', office: '', q: 'a' },
    });
  });

  it('has words for every move', () => {
    const say = (move: TaskMove) => sayMove(move, { words, timeZone });
    const dueMs = Date.parse('2026-12-02T17:00:00+07:00');
    expect(say({ move: 'ask', dueMs, why: 'mưa' })).toEqual({ what: 'xin gia hạn đến 02/12/2026 17:00', text: 'mưa' });
    expect(say({ move: 'finish', text: 'xong', url: null, file: 3 })).toEqual({
      what: 'báo đã xong',
      text: 'xong · tệp',
    });
    expect(say({ move: 'deliver' })).toEqual({ what: 'tin đã đến cơ quan', text: '' });
  });
});

describe('what a task was given about', () => {
  it('is a figure, a day of money, an incident, a brief or staff; what names none of them leads nowhere', () => {
    expect(readOrigin(figureOrigin('online_share', ''))).toEqual({ kind: 'figure', kpi: 'online_share', unit: '' });
    expect(readOrigin(figureOrigin('wait_p90', 'branch:01'))).toEqual({
      ...{ kind: 'figure', kpi: 'wait_p90', unit: 'branch:01' },
    });
    expect(readOrigin('kpi:parking:2026-11-27')).toEqual({ kind: 'money', day: '2026-11-27' });
    expect([readOrigin('incident:7'), readOrigin('brief:12'), readOrigin('staff:points')]).toEqual([
      ...[{ kind: 'incident', id: '7' }, { kind: 'brief', id: '12' }, { kind: 'staff' }],
    ]);
    for (const none of [null, '', 'kpi:', 'kpi:constructor', 'kpi:parking:x', 'incident:0', 'brief:x', 'other:1']) {
      expect(readOrigin(none), String(none)).toBeNull();
    }
  });
});

it('leads from an order to the page of its figure; a set of units has none but its KPI’s', () => {
  const pageOf = (unit: string) => {
    const origin = readOrigin(figureOrigin('online_share', unit));
    return origin && originPage(origin).path;
  };
  expect(pageOf('')).toBe('/kpi/online_share');
  expect(pageOf('00070')).toBe('/kpi/online_share/00070');
  for (const set of ['type:phuong', 'branch:C01', 'department:TTPVHCC']) expect(pageOf(set)).toBe('/kpi/online_share');
});
