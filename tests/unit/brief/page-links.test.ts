import { expect, it } from 'vitest';
import { linkWords } from '../../../display/src/lib/brief/link-words.ts';
import { logMinuteOf, logSpansOf } from '../../../display/src/lib/brief/log-spans.ts';
import { anUnsaid } from './a-brief.ts';

it('leads from what a sentence names to its page, the longest name first, and keeps every letter', () => {
  const text = '2 sự cố; NV-1 của A; Hồ sơ đúng hạn (các phường) 90 %; hồ sơ đúng hạn 80 %; SC-12, SC-1.';
  const parts = linkWords(text, [
    { words: 'Hồ sơ đúng hạn', href: '/city' },
    { words: 'Hồ sơ đúng hạn (các phường)', href: '/wards' },
    { words: 'NV-1', href: '/task' },
    { words: 'SC-1', href: '/incident' },
  ]);
  expect(parts.map((part) => part.text).join('')).toBe(text);
  expect(parts.flatMap((part) => (part.href === null ? [] : [[part.text, part.href]]))).toEqual([
    ['NV-1', '/task'],
    ['Hồ sơ đúng hạn (các phường)', '/wards'],
    ['SC-1', '/incident'],
  ]);
});

it('finds a name whose first letter a sentence made a capital, and leaves a text without names whole', () => {
  expect(linkWords('KPI một 3 %.', [{ words: 'kPI một', href: '/k' }])[0]).toEqual({ text: 'KPI một', href: '/k' });
  expect(linkWords('Không có.', [{ words: '', href: '/x' }])).toEqual([{ text: 'Không có.', href: null }]);
});

it('asks the duty log for a brief’s days and its worst hour by the city’s clock', () => {
  const brief = anUnsaid();
  expect(logSpansOf(brief)).toEqual([{ of: 'days', from: '2026-11-27T00:00', to: '2026-11-28T00:00' }]);
  const alarms = { ...brief.counted.alarms, worstHour: { at: '2026-11-27T02:00:00.000Z', alerts: 12 } };
  expect(logSpansOf({ ...brief, counted: { ...brief.counted, alarms } })[1]).toEqual({
    ...{ of: 'hour', from: '2026-11-27T09:00', to: '2026-11-27T10:00' },
  });
});

it('finds an alert in the duty log by its minute of the city’s clock', () => {
  const toldMs = Date.parse('2026-11-27T16:59:30Z');
  expect(logMinuteOf(toldMs, 'Asia/Ho_Chi_Minh')).toEqual({ from: '2026-11-27T23:59', to: '2026-11-28T00:00' });
});
