import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { requestCommand } from '#shared/service/request.ts';
import type { KeyUses } from '#shared/wire/key-uses.ts';
import type { QuarantineGrouped, QuarantineListed, QuarantineReplayed } from '#shared/wire/quarantine.ts';
import { setUpDoor } from '../../support/door-process.ts';
import { aHeartbeat, anAsset, someAssets } from '../../support/test-registry.ts';
import { waitFor } from '../../support/wait-for.ts';

let door: Awaited<ReturnType<typeof setUpDoor>>;
beforeAll(async () => {
  door = await setUpDoor(inject('servers').natsUrl);
});
afterAll(() => door.close());

async function ask<Value>(verb: string, body: object): Promise<Value> {
  const subject = door.subjects.command('ingest', verb);
  const answer = await requestCommand<Value>(door.nats, subject, { actor: 'local:test', key: door.commandKey, body });
  if (!answer.ok) throw new Error(`${verb}: ${answer.message}`);
  return answer.value;
}
const group = { kid: 'aaaaaaaa', problem: 'unknown-asset' };

test('what is kept is counted by key and problem, and listed a page at a time', async () => {
  // Each of these is stored by itself, so that portions have something to divide.
  for (let nr = 0; nr < 6; nr += 1) {
    await door.post(aHeartbeat({ id: `early-${nr}`, asset: nr % 2 === 0 ? 'K777' : 'K778' }));
    await waitFor(
      'it to be kept',
      async () => (await ask<QuarantineGrouped>('quarantine.groups', {})).total === nr + 1,
    );
  }
  await door.post(aHeartbeat({ id: 'wrong', data: { healthy: 'x' } }));
  await waitFor('seven kept', async () => (await ask<QuarantineGrouped>('quarantine.groups', {})).total === 7);
  const { groups } = await ask<QuarantineGrouped>('quarantine.groups', {});
  expect(groups).toMatchObject([
    { ...group, count: 6, paths: ['asset'], types: ['kiosk.heartbeat'], world: 'live' },
    { problem: 'invalid-event', count: 1 },
  ]);
  const pages = await Promise.all(
    [0, 4].map((skip) => ask<QuarantineListed>('quarantine.list', { ...group, limit: 4, skip })),
  );
  expect(pages.map(({ total, items }) => [total, items.length])).toEqual([
    [6, 4],
    [6, 2],
  ]);
  expect(new Set(pages.flatMap(({ items }) => items.map(({ id }) => id))).size).toBe(6);
});

test('all of one key and problem are replayed portion by portion, each tried once', async () => {
  const { items } = await ask<QuarantineListed>('quarantine.list', { ...group, withContent: true });
  const known = items.find(({ event }) => (event as { asset: string }).asset === 'K777');
  await door.publish.assets([...someAssets, anAsset('K777', 'kiosk')]);
  // One of them shows that the door has heard of it: refused again it stays as it was, where a new event would be kept with the rest.
  await waitFor(
    'the asset',
    async () => (await ask<QuarantineReplayed>('quarantine.replay', { id: known?.id })).accepted === 1,
  );
  const portions: QuarantineReplayed[] = [];
  let next: QuarantineReplayed['next'];
  do {
    const portion: QuarantineReplayed = await ask('quarantine.replay', { ...group, ...next, limit: 2 });
    portions.push(portion);
    next = portion.next;
  } while (next && portions.length < 20);
  expect(portions.length).toBe(3);
  const sum = (pick: (one: QuarantineReplayed) => number): number => portions.reduce((all, one) => all + pick(one), 0);
  expect([sum(({ accepted }) => accepted), sum(({ refused }) => refused)]).toEqual([2, 3]);
  const { total, groups } = await ask<QuarantineGrouped>('quarantine.groups', {});
  expect([total, groups[0]?.count]).toEqual([4, 3]);
  expect(door.judged.at(-1)?.act ?? '').not.toBe('');
  expect(door.judged.some(({ note }) => note?.subject === 'aaaaaaaa unknown-asset')).toBe(true);
});

test('the door tells when a key was last used, since it was opened', async () => {
  const { since, lastUsedAt } = await ask<KeyUses>('key.uses', {});
  expect(Object.keys(lastUsedAt)).toEqual(['aaaaaaaa']);
  expect((lastUsedAt['aaaaaaaa'] ?? '') >= since).toBe(true);
});
