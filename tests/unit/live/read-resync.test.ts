import { expect, it } from 'vitest';
import { readResync } from '../../../stream/live/push/read-resync.ts';

it.each([
  ['{"type":"resync","topic":"state"}', 'state'],
  ['{"type":"resync","topic":"alerts"}', 'alerts'],
  ['{"type":"resync","topic":"everything"}', null],
  ['{"type":"resync","topic":"state","more":1}', null],
  ['[', null],
])('what a screen says: %s', (text, topic) => {
  expect(readResync(text)).toBe(topic);
});
