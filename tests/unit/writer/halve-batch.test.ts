import { expect, it } from 'vitest';
import type { LoggedEvent } from '../../../stream/writer/logged-event.ts';
import { holeOf } from '../../../stream/writer/logged-event.ts';
import { halveBatch } from '../../../stream/writer/halve-batch.ts';
import { anEvent } from '../../support/an-event.ts';

const logged = (seq: number, idx: number): LoggedEvent => ({
  ...{ seq, idx, key: `${seq}-${idx}`, hash: '' },
  event: anEvent('ticket.issued', { ticketId: `t${seq}-${idx}` }),
});
const batch = {
  seq: 9,
  events: [logged(3, 0), logged(3, 1), logged(5, 0), logged(7, 0), logged(9, 0)],
  findings: [holeOf(4, 4)],
};

it('is cut between frames: nothing is lost, nothing comes twice, places are in order', () => {
  const [first, second] = halveBatch(batch) ?? [];
  expect([first?.seq, second?.seq]).toEqual([4, 9]);
  expect([...(first?.events ?? []), ...(second?.events ?? [])]).toEqual(batch.events);
  expect(first?.events.every(({ seq }) => seq <= 4)).toBe(true);
  expect(first?.findings).toEqual(batch.findings);
  expect(second?.findings).toEqual([]);
});

it('comes to an end: a batch of one frame is not cut', () => {
  const rest = [batch as Parameters<typeof halveBatch>[0]];
  let whole = 0;
  for (let one = rest.pop(); one; one = rest.pop()) {
    const halves = halveBatch(one);
    if (halves) rest.push(...halves);
    else whole += one.events.length;
  }
  expect(whole).toBe(batch.events.length);
  expect(halveBatch({ seq: 5, events: [], findings: [] })).toBeNull();
});
