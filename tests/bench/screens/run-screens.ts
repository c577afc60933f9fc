import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { BenchSystem, SendResult } from '../bench-system.ts';
import type { OpenRun } from './due-events.ts';
import { mergeTallies, type Tally } from './latency-tally.ts';

/** One process full of screens of one kind and rate. */
export type ScreenGroup = {
  readonly kind: 'measured' | 'draining' | 'stalled';
  readonly count: number;
  readonly hz: number;
};
/** `isBare`: what it is connected to sends no first state. */
export type WatchJob = ScreenGroup & { readonly url: string; readonly token: string; readonly isBare: boolean };
/** Another program than ours to send to and look at. */
type OtherTarget = { readonly eventsUrl: string; readonly screensUrl: string };
export type ToWatch =
  { readonly type: 'begin'; readonly run: OpenRun; readonly packDir: string } | { readonly type: 'end' };
export type FromWatch =
  | { readonly type: 'ready' | 'begun' }
  | {
      readonly type: 'ended';
      readonly tallies: readonly Tally[];
      readonly unseen: number;
      readonly cut: number;
      readonly bytes: number;
    };
type Ended = Extract<FromWatch, { type: 'ended' }>;

/** What the screens of one measured group saw of a run. */
export type Seen = { readonly hz: number; readonly tally: Tally; readonly unseen: number };
export type RunSeen = { readonly sent: SendResult; readonly seen: readonly Seen[] };

/** How an open-loop run is to be. The first `warmS` seconds do not count. */
export type OpenLoop = {
  readonly run: string;
  readonly ratePerS: number;
  readonly seconds: number;
  readonly warmS: number;
};

/** Events still on their way when the generator has ended are waited for this long. */
const settleMs = 2_000;

/** Connects groups of screens, each in a process of its own. */
export async function openScreens(
  bench: BenchSystem,
  groups: readonly ScreenGroup[],
  signal: AbortSignal,
  other?: OtherTarget,
) {
  const watches: { readonly group: ScreenGroup; readonly child: ChildProcess }[] = [];
  const ask = async <Type extends FromWatch['type']>(child: ChildProcess, type: Type, message?: ToWatch) => {
    const ended = once(child, 'exit').then(() => Promise.reject(new Error('the screens ended')));
    // `ended` outlives the answer, and every child ends some day.
    ended.catch(() => undefined);
    const told = once(child, 'message', { signal }) as Promise<[FromWatch]>;
    if (message) child.send(message);
    const [answer] = await Promise.race([told, ended]);
    if (answer.type !== type) throw new Error(`the screens said ${answer.type}, not ${type}`);
    return answer as Extract<FromWatch, { type: Type }>;
  };
  const close = async (): Promise<void> => {
    await Promise.all(
      watches.splice(0).map(async ({ child }) => {
        if (child.exitCode !== null || child.signalCode !== null) return;
        const gone = once(child, 'exit');
        child.kill('SIGKILL');
        await gone;
      }),
    );
  };
  try {
    for (const group of groups) {
      if (group.count === 0) continue;
      const url = other?.screensUrl ?? bench.system.liveUrl;
      const job: WatchJob = { ...group, url, token: bench.system.wallToken, isBare: other !== undefined };
      const child = fork(join(import.meta.dirname, '../watch.ts'), [JSON.stringify(job)]);
      watches.push({ group, child });
      await ask(child, 'ready');
    }
  } catch (error) {
    await close();
    throw error;
  }
  return {
    /** Sends an open loop past the screens. Throws when a screen that reads was cut. */
    async run(loop: OpenLoop): Promise<RunSeen> {
      const { run, ratePerS, seconds, warmS } = loop;
      const events = Math.round(ratePerS * seconds);
      // The generator needs a moment to start, the screens one to work out what is due.
      const startMs = Date.now() + 2_000;
      const open: OpenRun = { startMs, ratePerS, events, countFrom: Math.round(ratePerS * warmS) };
      const url = other && { url: other.eventsUrl };
      const reading = watches.filter(({ group }) => group.kind !== 'stalled');
      const sending = bench.send({ mode: 'open', run, events, ratePerS, batch: 100, connections: 8, startMs, ...url });
      const begun = reading.map(({ child }) =>
        ask(child, 'begun', { type: 'begin', run: open, packDir: bench.packDir }),
      );
      const [sent] = await Promise.all([sending, ...begun]);
      await sleep(settleMs, undefined, { signal });
      const ended = await Promise.all(
        reading.map(async ({ group, child }) => ({ group, ...(await ask(child, 'ended', { type: 'end' })) })),
      );
      const cut = ended.reduce((sum, group) => sum + group.cut, 0);
      if (cut > 0) throw new Error(`${run}: ${cut} screens that read were cut off`);
      return { sent, seen: ended.filter(({ group }) => group.kind === 'measured').map(toSeen) };
    },
    close,
  };
}

export type Screens = Awaited<ReturnType<typeof openScreens>>;

function toSeen({ group, tallies, unseen }: Ended & { readonly group: ScreenGroup }): Seen {
  return { hz: group.hz, tally: mergeTallies(tallies), unseen };
}
