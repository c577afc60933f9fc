import { afterEach, expect, test } from 'vitest';
import { openTestDoor } from '../../support/open-test-door.ts';
import { aHeartbeat } from '../../support/test-registry.ts';

let door: Awaited<ReturnType<typeof openTestDoor>>;
afterEach(() => door.close());

const marker = '0912MARKER345';

test('personal data is in no frame, no log line and no answer, wherever a sender put it', async () => {
  door = await openTestDoor();
  const parked = aHeartbeat({ type: 'parking.entered', asset: 'B001', data: { stayId: 's1', plate: marker } });
  const called = aHeartbeat({
    type: 'call.queued',
    asset: 'H19001009',
    data: { callId: 'c1', topic: 'x', phone: marker },
  });
  const answers = [
    await door.post([parked, called]),
    await door.post(aHeartbeat({ [marker]: marker })),
    await door.post(aHeartbeat({ data: { healthy: marker, coversS: 60, [marker]: { [marker]: marker } } })),
    await door.post(aHeartbeat({ time: marker, type: marker, asset: marker, unit: marker })),
    await door.post(`{"phone":"${marker}`),
    await door.post(`{"phone":"${marker}\n${marker}\n`, { 'content-type': 'application/x-ndjson' }),
    await door.post([{ ...parked, plate: marker }, marker]),
    await door.post('{}', { authorization: `Bearer ${marker}`, 'x-phone': marker }),
  ];
  expect(answers[0]?.status).toBe(202);
  const [parking, call] = door.events().map(({ data }) => data);
  expect(parking?.['plate']).toMatch(/^p1:202611:[\w-]{22}$/);
  expect(call?.['phone']).toMatch(/^p1:202611:[\w-]{22}$/);
  expect(JSON.stringify(answers)).not.toContain(marker);
  expect(JSON.stringify(door.frames)).not.toContain(marker);
  expect(door.logLines.join('')).not.toContain(marker);
});

test('the same value has the same pseudonym in one field and another in the next', async () => {
  door = await openTestDoor();
  const record = (id: string, data: object): object =>
    aHeartbeat({ id, type: 'ticket.issued', asset: 'P00004', data: { ticketId: id, ...data } });
  await door.post([record('a', { phone: marker }), record('b', { phone: marker }), record('c', { citizenId: marker })]);
  const [a, b, c] = door.events().map(({ data }) => data['phone'] ?? data['citizenId']);
  expect(a).toBe(b);
  expect(c).not.toBe(a);
});
