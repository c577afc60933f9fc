import { expect, test } from 'vitest';
import { judgePath, type Heard } from '#shared/health/judge-path.ts';
import { createSignal } from '#shared/health/send-signal.ts';
import { createPathWatch } from '#shared/health/watch-path.ts';
import type { ConditionName, ProcessHealth, SystemCondition } from '#shared/wire/health.ts';

const nowMs = Date.parse('2026-11-23T01:00:00Z');
const names = ['ingest', 'writer', 'live', 'office', 'display'];

function heardOf(
  name: string,
  over: { agoS?: number; silentS?: number; state?: SystemCondition['state']; condition?: ConditionName } = {},
): Heard {
  const { agoS = 2, silentS = 1, state = 'ok', condition = 'log-lag' } = over;
  const at = new Date(nowMs).toISOString();
  const limits = { unit: 's', warnAt: 10, criticalAt: 60 } as const;
  const health: ProcessHealth = {
    ...{ process: name, city: 'test', version: '0', startedAt: at, at, ready: true, checks: [] },
    conditions: [{ name: condition, process: name, state, value: 1, ...limits, since: at }],
    reached: { frame: 7, receivedAt: new Date(nowMs - agoS * 1_000).toISOString() },
  };
  return { health, silentS };
}

function judge(over: Readonly<Record<string, Heard>>): ReturnType<typeof judgePath> {
  return judgePath(new Map(names.map((name) => [name, over[name] ?? heardOf(name)])), nowMs);
}

test('the path is as old as the slower of its ends', () => {
  expect(judge({})).toEqual({ isWell: true, ageS: 2 });
  expect(judge({ writer: heardOf('writer', { agoS: 9 }) })).toEqual({ isWell: true, ageS: 9 });
  expect(judge({ live: heardOf('live', { agoS: 16 }) })).toEqual({ isWell: false, ageS: 16 });
});

test('it is not well while anybody is silent or something is critical', () => {
  expect(judge({ office: heardOf('office', { silentS: 14 }) }).isWell).toBe(true);
  expect(judge({ office: heardOf('office', { silentS: 15 }) }).isWell).toBe(false);
  expect(judge({ live: heardOf('live', { state: 'warning' }) }).isWell).toBe(true);
  expect(judge({ live: heardOf('live', { state: 'critical' }) }).isWell).toBe(false);
});

test('a full quarantine and a mirror that lags hold no event up', () => {
  const critical = (condition: ConditionName) =>
    judge({ live: heardOf('live', { state: 'critical', condition }) }).isWell;
  expect(critical('quarantine-depth')).toBe(true);
  expect(critical('mirror-lag')).toBe(true);
  expect(critical('log-disk')).toBe(false);
});

test('it is not well, and of no age, when it was never seen', () => {
  expect(judge({ writer: { health: null, silentS: 3 } })).toEqual({ isWell: false, ageS: null });
  expect(judgePath(new Map(), nowMs)).toEqual({ isWell: false, ageS: null });
});

test('a process that stops answering is remembered, and its silence grows', async () => {
  let s = 0;
  let isUp = true;
  const answer = (): Promise<Response> =>
    isUp ? Promise.resolve(Response.json(heardOf('writer').health)) : Promise.reject(new Error('refused'));
  const watch = createPathWatch({
    urls: new Map([['writer', 'http://127.0.0.1:1']]),
    fetch: answer,
    now: () => nowMs,
    elapsedMs: () => s * 1_000,
  });
  s = 5;
  await watch.look();
  isUp = false;
  s = 25;
  await watch.look();
  expect(watch.silentS('writer')).toBe(20);
});

/** A signal whose address answers as `statusAt` says, called every five seconds; when it was sent, and what was heard. */
async function callFor(
  seconds: number,
  { isWellAt, statusAt }: { isWellAt: (s: number) => boolean; statusAt: (s: number) => number },
) {
  let s = 0;
  const sentAtS: number[] = [];
  const heard: string[] = [];
  const signal = createSignal({
    url: 'http://127.0.0.1:1/secret',
    isWell: () => isWellAt(s),
    fetch: () => {
      sentAtS.push(s);
      return Promise.resolve(new Response(null, { status: statusAt(s) }));
    },
    elapsedMs: () => s * 1_000,
    onFailure: (error) => heard.push(`${String(s)}: ${String(error)}`),
    onTaken: () => heard.push(`${String(s)}: taken`),
  });
  for (; s <= seconds; s += 5) await signal();
  return { sentAtS, heard };
}

test('the signal is sent each minute while all is well, never else, and again soon when it was not taken', async () => {
  const { sentAtS, heard } = await callFor(300, {
    isWellAt: (s) => s < 100 || s >= 200,
    statusAt: (s) => (s === 260 ? 500 : 200),
  });
  expect(sentAtS).toEqual([0, 60, 200, 260, 270]);
  expect(heard).toEqual(["260: Error: the watchdog's address answered 500", '270: taken']);
  expect(heard.join()).not.toContain('secret');
});

test('a signal that is refused on and on is sent ever less often, and told of once', async () => {
  const { sentAtS, heard } = await callFor(200, {
    isWellAt: () => true,
    statusAt: (s) => (s < 150 ? 403 : 200),
  });
  expect(sentAtS).toEqual([0, 10, 30, 60, 90, 120, 150]);
  expect(heard).toEqual(["0: Error: the watchdog's address answered 403", '150: taken']);
});

test('while one signal is under way no other is begun', async () => {
  const { promise: held, resolve } = Promise.withResolvers<Response>();
  let sent = 0;
  let s = 0;
  const signal = createSignal({
    ...{ url: 'http://127.0.0.1:1', isWell: () => true, elapsedMs: () => s * 1_000 },
    ...{ onFailure: () => undefined, onTaken: () => undefined },
    fetch: () => {
      sent += 1;
      return held;
    },
  });
  const first = signal();
  s = 600;
  await signal();
  expect(sent).toBe(1);
  resolve(new Response());
  await first;
  await signal();
  expect(sent).toBe(2);
});
