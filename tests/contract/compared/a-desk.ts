import { layOver, type LaidOver, type OpenAlert, type Standing } from '#shared/duty/lay-over.ts';
import type { Axes } from '#shared/duty/announced.ts';
import { createHours } from '#shared/rules/expected.ts';

export const minuteMs = 60_000;
const hours = createHours({ specialDays: [], timeZone: 'Asia/Ho_Chi_Minh' });
/** A Monday, 09:00 in the city. */
export const nowMs = Date.parse('2026-11-23T02:00:00.000Z');
/** So many minutes later. */
export const at = (min: number): string => new Date(nowMs + min * minuteMs).toISOString();

/** An alert of a kiosk, and its axes while a person is called for. */
export const alert: OpenAlert = {
  ...{ id: 1, rule: 'kiosk-silent', target: 'K001', labels: { asset: 'K001', unit: '00004', kind: 'kiosk' } },
  ...{ silencing: null, acknowledgement: null, isLate: false },
};
export const axes: Axes = {
  ...{ condition: 'firing', suppression: { why: 'none' }, silencing: null, acknowledgement: null, isLate: false },
};

/** What time makes of that alert, or of a world told otherwise. */
export const laid = (over: Partial<Standing>): LaidOver =>
  layOver({ nowMs, isLate: false, alerts: [alert], shelves: [], windows: [], ...over }, hours);
