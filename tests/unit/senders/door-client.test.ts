import { afterEach, describe, expect, it } from 'vitest';
import { createDoorClient, DoorError, splitByLimits } from '../../../ingest/senders/door-client.ts';
import { openTestDoor } from '../../support/open-test-door.ts';
import { aHeartbeat, tokenOf } from '../../support/test-registry.ts';

const never = new AbortController().signal;
const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function openPair(options: Parameters<typeof openTestDoor>[0] = {}, kid = 'aaaaaaaa') {
  const door = await openTestDoor(options);
  const client = createDoorClient(door.url, tokenOf(kid));
  closing.push(client.close, door.close);
  return { door, client };
}

const heartbeats = (count: number): Record<string, unknown>[] =>
  Array.from({ length: count }, (_, index) => aHeartbeat({ id: `e${String(index)}` }));

describe('a sender at the real door', () => {
  it('sends any number in requests that the door takes, in their order', async () => {
    const { door, client } = await openPair();
    const sent = await client.send(heartbeats(2_500), never);
    expect(sent).toMatchObject({ accepted: 2_500, refused: 0, undecided: 0 });
    expect(door.events().map(({ id }) => id)).toEqual(heartbeats(2_500).map(({ id }) => id));
  });

  it('counts what is refused with the reason, and does not send it again', async () => {
    const { client } = await openPair();
    const events = [
      ...heartbeats(2),
      aHeartbeat({ id: 'x1', asset: 'K999' }),
      aHeartbeat({ id: 'x2', data: { healthy: 1 } }),
    ];
    const sent = await client.send(events, never);
    expect(sent).toMatchObject({ accepted: 2, refused: 2, undecided: 0 });
    expect([...sent.reasons.keys()].join('\n')).toMatch(/asset/);
    expect([...sent.reasons.keys()].join('\n')).toMatch(/data\.healthy/);
  });

  it('stays with events while the log is away, with the same ids', async () => {
    let tries = 0;
    const { door, client } = await openPair({ publish: () => Promise.resolve((tries += 1) < 3 ? 'away' : 'stored') });
    const sent = await client.send(heartbeats(3), never);
    expect(sent).toMatchObject({ accepted: 3, refused: 0, undecided: 0 });
    expect(door.events().map(({ id }) => id)).toEqual(['e0', 'e1', 'e2']);
  });

  it('tells what is undecided when it is stopped meanwhile', async () => {
    const { client } = await openPair({ publish: () => Promise.resolve('away') });
    const sent = await client.send(heartbeats(3), AbortSignal.timeout(300));
    expect(sent).toMatchObject({ accepted: 0, undecided: 3 });
  });

  it('throws when its key is not known', async () => {
    const { client } = await openPair({}, 'bbbbbbbb');
    const failure = client.send(heartbeats(1), never);
    await expect(failure).rejects.toThrow(DoorError);
    await expect(failure).rejects.toMatchObject({ status: 401 });
  });
});

describe('requests', () => {
  it('hold a thousand events or four mebibytes', () => {
    expect(splitByLimits(Array.from({ length: 2_001 }, () => '{}')).map((chunk) => chunk.length)).toEqual([
      1_000, 1_000, 1,
    ]);
    expect(splitByLimits(Array.from({ length: 5 }, () => 'x'.repeat(2_000_000))).map((chunk) => chunk.length)).toEqual([
      2, 2, 1,
    ]);
    expect(splitByLimits([])).toEqual([]);
  });
});
