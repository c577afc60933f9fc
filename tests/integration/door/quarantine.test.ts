import { PassThrough } from 'node:stream';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { requestCommand } from '#shared/service/request.ts';
import type { QuarantineListed, QuarantineShown } from '#shared/wire/quarantine.ts';
import { run as list } from '../../../infra/cli/quarantine/list.ts';
import { run as replay } from '../../../infra/cli/quarantine/replay.ts';
import { run as show } from '../../../infra/cli/quarantine/show.ts';
import { setUpDoor } from '../../support/door-process.ts';
import { aHeartbeat, aKey, anAsset, someAssets, tokenOf } from '../../support/test-registry.ts';
import { waitFor } from '../../support/wait-for.ts';

let door: Awaited<ReturnType<typeof setUpDoor>>;
beforeAll(async () => {
  door = await setUpDoor(inject('servers').natsUrl);
});
afterAll(() => door.close());

const marker = '0912MARKER345';

/** Runs a verb as the command line does; what it wrote and its exit code. */
async function runVerb(verb: typeof list | typeof replay, args: string[]): Promise<{ text: string; code: number }> {
  const stdout = new PassThrough();
  const servers = inject('servers');
  const code = await verb(args, {
    env: {
      ...{ NATS_URL: servers.natsUrl, DATABASE_URL: servers.databaseUrl, REDIS_URL: servers.redisUrl },
      ...{ VONGLAU_DATA: door.dataDir, VONGLAU_CITY: door.city, INGEST_URL: door.url(), PUBLIC_ORIGIN: door.url() },
    },
    ...{ stdin: new PassThrough(), stdout, stderr: new PassThrough(), signal: new AbortController().signal },
  });
  return { text: String(stdout.read() ?? ''), code: code ?? 0 };
}
const listed = async (): Promise<QuarantineListed> =>
  JSON.parse((await runVerb(list, ['--json'])).text) as QuarantineListed;

/** The three refused events of this file: of an unknown asset, with a wrong value, with a plate. */
async function refusedThree() {
  const { items } = await listed();
  return {
    early: items.find(({ path, type }) => path === 'asset' && type === 'kiosk.heartbeat')?.id ?? '',
    parked: items.find(({ type }) => type === 'parking.entered')?.id ?? '',
    broken: items.find(({ path }) => path !== 'asset')?.id ?? '',
  };
}

test('refused events are listed with their fault, without what was in them', async () => {
  await door.post([
    aHeartbeat({ id: 'early', asset: 'K777' }),
    aHeartbeat({ id: 'broken', data: { healthy: true, coversS: 0 }, [marker]: { phone: marker } }),
    aHeartbeat({ id: 'parked', type: 'parking.entered', asset: 'B777', data: { stayId: 's1', plate: marker } }),
  ]);
  await waitFor('three kept', async () => (await listed()).total === 3);
  const { items } = await listed();
  const expected = {
    kid: 'aaaaaaaa',
    world: 'live',
    problem: 'unknown-asset',
    reason: 'no such asset in the registry',
  };
  expect(items.find(({ type }) => type === 'parking.entered')).toMatchObject(expected);
  expect((await runVerb(list, [])).text).toMatch(/3 of 3 refused events/);
});

test('they are shown masked', async () => {
  const { parked, broken } = await refusedThree();
  const shownParked = await runVerb(show, [parked]);
  const shownBroken = await runVerb(show, [broken]);
  expect((JSON.parse(shownParked.text) as QuarantineShown).event).toMatchObject({
    asset: 'B777',
    data: { stayId: 's1', plate: '•••' },
  });
  expect((JSON.parse(shownBroken.text) as QuarantineShown).event).toMatchObject({
    data: { coversS: 0 },
    '•••': { phone: '•••' },
  });
  expect(shownParked.text + shownBroken.text).not.toContain(marker);
});

test('they lie sealed in their stream, and no log line holds them', async () => {
  const { state } = await door.jsm.streams.info(door.subjects.quarantineStream);
  for (let seq = state.first_seq; seq <= state.last_seq; seq += 1) {
    const message = await door.jsm.direct.getMessage(door.subjects.quarantineStream, { seq });
    const stored = Buffer.from(message?.data ?? []);
    for (const text of ['MARKER', 'heartbeat', 'aaaaaaaa']) expect(stored.includes(text)).toBe(false);
  }
  expect(door.output()).not.toContain(marker);
});

test('once the cause is mended they are replayed and leave quarantine', async () => {
  const { early, parked, broken } = await refusedThree();
  expect((await runVerb(replay, [early])).code).toBe(1);
  await door.publish.assets([...someAssets, anAsset('K777', 'kiosk'), anAsset('B777', 'parking')]);
  await waitFor('the new assets', async () =>
    (await runVerb(replay, [early])).text.startsWith('1 accepted, 0 refused'),
  );
  expect((await door.stored()).filter(({ id }) => id === 'early')).toMatchObject([{ asset: 'K777', unit: '00004' }]);
  await expect(runVerb(replay, [early])).rejects.toThrow(/no refused event/);

  // The others of the same sealed message are still there, under their own ids.
  expect((await listed()).items.map(({ id }) => id).sort()).toEqual([parked, broken].sort());
  expect((await runVerb(replay, ['--all'])).text).toMatch(/1 accepted, 1 refused again/);
  expect((await listed()).items.map(({ id }) => id)).toEqual([broken]);
  expect(JSON.stringify(await door.stored())).not.toContain(marker);
});

test('two replays at once leave each event in quarantine once', async () => {
  const before = await listed();
  await door.post([
    aHeartbeat({ id: 'twice-good', asset: 'K888' }),
    ...[1, 2, 3].map((nr) => aHeartbeat({ id: `twice-${nr}`, asset: `K99${nr}` })),
  ]);
  await waitFor('four kept', async () => (await listed()).total === before.total + 4);
  await door.publish.assets([...someAssets, anAsset('K777', 'kiosk'), anAsset('K888', 'kiosk')]);
  let refusedProbes = 0;
  await waitFor('the asset', async () => {
    const { status } = await door.post(aHeartbeat({ id: 'probe-888', asset: 'K888' }));
    if (status !== 202) refusedProbes += 1;
    return status === 202;
  });
  // They are kept a little after their answer: one that came after the replays would stay to the next test.
  await waitFor('the refused probes', async () => (await listed()).total === before.total + 4 + refusedProbes);
  await Promise.all([1, 2, 3].map(() => runVerb(replay, ['--all'])));
  const { total, items } = await listed();
  expect(new Set(items.map(({ id }) => id)).size).toBe(items.length);
  expect(total).toBe(before.total + 3);
  const late = [1, 2, 3].map((nr) => anAsset(`K99${nr}`, 'kiosk'));
  await door.publish.assets([...someAssets, anAsset('K777', 'kiosk'), ...late]);
  await waitFor('the rest', async () => {
    await runVerb(replay, ['--all']);
    return (await listed()).total === before.total;
  });
});

test('an id that was used for a replay is not taken for another', async () => {
  const subject = door.subjects.command('ingest', 'quarantine.replay');
  const ask = (body: object) =>
    requestCommand(door.nats, subject, { id: 'used-before', actor: 'local:test', key: door.commandKey, body });
  expect(await ask({ id: 'nothing' })).toMatchObject({ ok: false, code: 'not-found' });
  expect(await ask({ id: 'nothing' })).toMatchObject({ ok: false, code: 'not-found' });
  expect(await ask({ id: 'other' })).toMatchObject({ ok: false, code: 'conflict' });
});

test('an event refused for a right is replayed under a new key of the same source', async () => {
  await door.publish.keys([aKey('aaaaaaaa', { kinds: ['parking'] })]);
  await waitFor('fewer rights', async () => (await door.post(aHeartbeat({ id: 'probe' }))).status === 403);
  expect((await door.post(aHeartbeat({ id: 'right' }))).status).toBe(403);
  await waitFor('both kept', async () => (await listed()).items.filter(({ path }) => path === 'type').length === 2);
  await door.publish.keys([
    aKey('aaaaaaaa', { revokedAt: new Date().toISOString() }),
    aKey('otheraaa', { source: 'urn:other' }),
    aKey('rotateda'),
  ]);
  const rotated = { authorization: `Bearer ${tokenOf('rotateda')}` };
  await waitFor('the new key', async () => (await door.post(aHeartbeat(), rotated)).status === 202);
  expect((await runVerb(replay, ['--all'])).text).toMatch(/^2 accepted, 1 refused again/);
  expect((await door.stored()).some(({ id }) => id === 'right')).toBe(true);
});

test('a flood of refused events delays no answer', async () => {
  await door.publish.keys([aKey('aaaaaaaa')]);
  await waitFor('the key', async () => (await door.post(aHeartbeat())).status === 202);
  const slowest = { ms: 0 };
  for (let round = 0; round < 20; round += 1) {
    const begunMs = performance.now();
    await door.post(Array(1_000).fill({ a: 1 }));
    slowest.ms = Math.max(slowest.ms, performance.now() - begunMs);
  }
  expect(slowest.ms).toBeLessThan(2_000);
});
