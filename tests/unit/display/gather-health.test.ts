import { expect, test } from 'vitest';
import { createHealthGatherer } from '../../../display/src/lib/server/gather-health.ts';
import { healthUrls } from '../../../display/src/lib/server/health-urls.ts';
import { createViewerMemory } from '../../../display/src/lib/server/viewer-memory.ts';

const health = {
  ...{ process: 'writer', city: 'hanoi', version: '1', startedAt: 'then', at: 'now', ready: true },
  ...{ checks: [], conditions: [], reached: null },
};

function setUp(answer: () => Promise<Response>) {
  let nowMs = Date.parse('2026-11-22T00:00:00Z');
  let elapsedMs = 0;
  const asked: string[] = [];
  const gather = createHealthGatherer({
    urls: new Map([['writer', 'http://127.0.0.1:1']]),
    now: () => new Date(nowMs),
    elapsedMs: () => elapsedMs,
    fetch: (url) => {
      asked.push(url as string);
      return answer();
    },
  });
  const writer = async () => (await gather()).processes.find(({ name }) => name === 'writer');
  const setClock = (byMs: number): void => {
    nowMs += byMs;
  };
  const pass = (ms: number): void => {
    elapsedMs += ms;
    setClock(ms);
  };
  return { asked, gather, writer, pass, setClock };
}

test('each process is asked once a second at most, however many screens ask', async () => {
  const { asked, gather, pass } = setUp(() => Promise.resolve(Response.json(health)));
  await Promise.all([gather(), gather(), gather()]);
  expect(asked).toEqual(['http://127.0.0.1:1/health']);
  pass(1_000);
  await gather();
  expect(asked).toHaveLength(2);
});

test('who stops answering, or answers nonsense, keeps its last answer and the time of its first silence', async () => {
  let answer: () => Promise<Response> = () => Promise.resolve(Response.json(health));
  const { writer, pass } = setUp(() => answer());
  expect(await writer()).toMatchObject({ asked: true, silentSince: null, health: { version: '1' } });
  answer = () => Promise.reject(new Error('refused'));
  pass(2_000);
  expect(await writer()).toMatchObject({ silentSince: '2026-11-22T00:00:02.000Z', health: { version: '1' } });
  answer = () => Promise.resolve(Response.json({ hello: 'there' }));
  pass(2_000);
  expect(await writer()).toMatchObject({ silentSince: '2026-11-22T00:00:02.000Z' });
});

test('a wall clock that is set back neither keeps an old report nor shortens a silence', async () => {
  let answer: () => Promise<Response> = () => Promise.resolve(Response.json(health));
  const { asked, gather, writer, pass, setClock } = setUp(() => answer());
  await gather();
  setClock(-3_600_000);
  pass(1_000);
  answer = () => Promise.reject(new Error('refused'));
  await gather();
  expect(asked).toHaveLength(2);
  setClock(-3_600_000);
  pass(20_000);
  const { at } = await gather();
  expect(Date.parse(at) - Date.parse((await writer())?.silentSince ?? '')).toBe(20_000);
});

test('an asking that is under way is everybody’s, however long it takes', async () => {
  const { promise, resolve } = Promise.withResolvers<Response>();
  const { asked, gather, pass } = setUp(() => promise);
  const first = gather();
  pass(1_500);
  const second = gather();
  resolve(Response.json(health));
  expect(await second).toBe(await first);
  expect(asked).toHaveLength(1);
});

test('all processes of the path are reported, asked or not', async () => {
  const { gather } = setUp(() => Promise.resolve(Response.json(health)));
  const { processes } = await gather();
  expect(processes.map(({ name, asked }) => [name, asked])).toEqual([
    ['ingest', false],
    ['writer', true],
    ['live', false],
    ['duty', false],
    ['office', false],
    ['display', false],
  ]);
});

test('addresses are read as name=url, and anything else is told', () => {
  expect([...healthUrls.parse('a=http://127.0.0.1:1/, b=http://[::1]:2')]).toEqual([
    ['a', 'http://127.0.0.1:1'],
    ['b', 'http://[::1]:2'],
  ]);
  expect(healthUrls.parse(undefined).size).toBe(0);
  for (const wrong of ['a', 'a=127.0.0.1', 'a=ftp://x', '=http://x'])
    expect(healthUrls.safeParse(wrong).success).toBe(false);
});

test('a viewer is remembered for an hour, by all tokens together', () => {
  let nowMs = 0;
  const memory = createViewerMemory(() => nowMs);
  memory.note(['s', ''], { kind: 'screen', label: 'hall', world: null });
  expect(memory.recall(['s', ''])).toMatchObject({ label: 'hall' });
  expect(memory.recall(['', 's'])).toBeNull();
  nowMs = 3_600_000;
  expect(memory.recall(['s', ''])).toBeNull();
});

test('a viewer who is found no more is forgotten at once', () => {
  const memory = createViewerMemory(() => 0);
  memory.note(['s', ''], { kind: 'screen', label: 'hall', world: null });
  memory.note(['s', ''], null);
  expect(memory.recall(['s', ''])).toBeNull();
});
