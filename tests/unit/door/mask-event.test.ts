import fc from 'fast-check';
import { expect, test } from 'vitest';
import { maskEvent } from '../../../ingest/door/quarantine/mask-event.ts';

const event = {
  specversion: '1.0',
  id: 'e1',
  source: 'urn:x',
  type: 'ticket.issued',
  time: 'soon',
  asset: 'P1',
  data: { ticketId: 't1', phone: '0912345678', procedure: '<0912345678>', note: '0912345678', count: 912345678 },
  '0912345678': { deep: ['0912345678', 912345678, true, null] },
};

test('known fields are shown where they hold what they may; all else is hidden', () => {
  expect(maskEvent(JSON.stringify(event))).toEqual({
    ...{ specversion: '1.0', id: 'e1', source: 'urn:x', type: 'ticket.issued', time: '•••', asset: 'P1' },
    data: { ticketId: 't1', phone: '•••', procedure: '•••', note: '•••', count: '•••' },
    '•••': { deep: ['•••', '•••', true, null] },
  });
});

test('a number stands only where a number belongs', () => {
  const phoneAsNumber = { ...event, id: 912345678, sequence: -3, data: { ticketId: 912345678, procedure: 912345678 } };
  expect(maskEvent(JSON.stringify(phoneAsNumber))).toMatchObject({
    ...{ id: '•••', sequence: -3 },
    data: { ticketId: '•••', procedure: '•••' },
  });
});

test('what is not JSON is not shown at all', () => {
  expect(maskEvent('{"phone":"0912345678')).toBe('••• (20 characters that are not JSON)');
});

test('a value put into any unknown place never comes out', () => {
  const marker = 'Nguyễn Văn A 0912345678';
  const place = fc.oneof(fc.string(), fc.constantFrom('type', 'time', 'asset', 'phone', 'data', 'specversion'));
  fc.assert(
    fc.property(place, place, (outer, inner) => {
      const text = JSON.stringify({
        ...event,
        data: { [inner]: marker },
        [outer]: { [inner]: marker, [marker]: marker },
      });
      expect(JSON.stringify(maskEvent(text))).not.toContain(marker);
    }),
  );
});
