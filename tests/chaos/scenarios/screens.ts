import { setTimeout as sleep } from 'node:timers/promises';
import { WebSocket } from 'ws';
import { requestCommand } from '#shared/service/request.ts';
import { greyWithoutTickMs, pushProtocol } from '#shared/wire/push.ts';
import type { LivePositions } from '../../../stream/live/serve-positions.ts';
import { residentBytes } from '../../support/process-use.ts';
import { waitFor } from '../../support/wait-for.ts';
import type { City } from '../harness/city.ts';
import type { Scenario } from '../scenario.ts';

/** Screens that stop reading, all come back at once, meet another process, or lose their cable. */
export const scenarios: readonly Scenario[] = [
  {
    id: 'F31',
    title: 'screens stop reading',
    required: 'They are cut within a bounded buffer; the others see no difference, and memory stays flat.',
    run: async (chaos) => {
      const city = await chaos.startCity({ ratePerS: 1_000, senders: 6 });
      await city.load.flows();
      const before = residentBytes(city.system.pidOf('live') ?? 0);
      const count = chaos.upTo(5, 40);
      const closed: number[] = [];
      await chaos.inject(`${String(count)} screens open at 50 Hz and never read`, async () => {
        for (let at = 0; at < count; at += 1) {
          const headers = { authorization: `Bearer ${city.system.wallToken}` };
          const options = { headers, perMessageDeflate: false };
          const socket = new WebSocket(`${city.system.liveUrl}?world=live&hz=50`, pushProtocol, options);
          socket.on('error', () => undefined);
          socket.on('close', (code) => closed.push(code));
          socket.on('open', () => {
            socket.pause();
          });
          chaos.later(() => {
            socket.terminate();
          });
        }
        await waitFor('them to be in', async () => (await screensOf(city)) >= count + 2);
      });
      const ages: number[] = [];
      const watchS = chaos.upTo(10, 90);
      for (let second = 0; second < watchS; second += 1) {
        await sleep(1_000);
        ages.push(...city.screens.map((screen) => screen.tickAgeMs() ?? Infinity));
      }
      const grownMiB = Math.round((residentBytes(city.system.pidOf('live') ?? 0) - before) / 2 ** 20);
      const left = (await screensOf(city)) - 2;
      chaos.note(
        `after ${String(watchS)} s ${String(left)} of ${String(count)} are still in, live grew by ${String(grownMiB)} MiB`,
      );
      // Beyond what is cut, each may hold what is skipped above: a quarter MiB, and the kernel's buffers, which are not ours.
      chaos.demand(grownMiB < 100 + count, `live grew by ${String(grownMiB)} MiB`);
      chaos.demand(Math.max(...ages) < 8_000, `a healthy screen heard nothing for ${String(Math.max(...ages))} ms`);
      // Live cuts a silent screen only after most of a minute.
      if (watchS >= 60) chaos.demand(left === 0, `${String(left)} screens that never read are still in`);
      else chaos.needsMinutes(7);
    },
  },
  {
    id: 'F32',
    title: 'all screens come back at once',
    required: 'All are served again within 15 s, and the database is not asked once per screen.',
    run: async (chaos) => {
      const city = await chaos.startCity({ ratePerS: 60, senders: 2 });
      await city.load.flows();
      const count = chaos.upTo(60, 500);
      const screens = Array.from({ length: count }, () => city.openScreen(5));
      chaos.later(() => {
        for (const screen of screens) screen.close();
      });
      const areServed = (before: readonly number[]): Promise<void> =>
        waitFor(
          'every screen to be served',
          () =>
            screens.every(
              (screen, at) => screen.snapshots('state') > (before[at] ?? 0) && screen.snapshots('counts') > 0,
            ),
          60_000,
        );
      await areServed([]);
      const quietPerS = await transactionsPerS(city, 5);
      for (let round = 0; round < chaos.upTo(1, 5); round += 1) {
        const before = screens.map((screen) => screen.snapshots('state'));
        await chaos.inject(`the connections of ${String(count)} screens break`, city.links.live.resetAll);
        const [stormPerS, tookMs] = await Promise.all([
          transactionsPerS(city, 5),
          chaos.recovers('every screen was served', areServed(before)),
        ]);
        chaos.note(`${stormPerS.toFixed(0)} transactions/s in the storm, ${quietPerS.toFixed(0)} before`);
        chaos.demand(stormPerS < quietPerS + count / 5, `the database met ${stormPerS.toFixed(0)} transactions/s`);
        chaos.demand(tookMs < 15_000, `screens were served only after ${String(Math.round(tookMs))} ms`);
      }
    },
  },
  {
    id: 'F33',
    title: 'live restarts under its screens',
    required: 'Screens start over with a snapshot wherever there is any doubt, and show what the server holds.',
    run: async (chaos) => {
      const city = await chaos.startCity();
      await city.load.flows();
      for (let round = 0; round < chaos.upTo(2, 15); round += 1) {
        const before = city.screens.map((screen) => screen.connects());
        const signal = chaos.random.pick(['SIGKILL', 'SIGTERM'] as const);
        await chaos.inject(`${signal} of live`, () => {
          city.system.signal('live', signal);
        });
        const areBack = (): boolean =>
          city.screens.every(
            (screen, at) => screen.connects() > (before[at] ?? 0) && (screen.tickAgeMs() ?? Infinity) < 5_000,
          );
        await chaos.recovers('screens were served', waitFor('screens to be served again', areBack));
        await sleep(chaos.random.int(0, 1_000));
      }
    },
  },
  {
    id: 'F34',
    title: 'the cable of the screens is pulled',
    required:
      'A screen that hears nothing for 15 s knows that it is blind, and is back within 20 s; the server forgets it within 45 s.',
    run: async (chaos) => {
      const city = await chaos.startCity();
      await city.load.flows();
      await waitFor('both screens to be in', async () => (await screensOf(city)) === 2);
      const before = city.screens.map((screen) => screen.connects());
      await chaos.inject('the connections of all screens are half open', () => {
        city.links.live.stall();
      });
      const stalledMs = performance.now();
      const tookMs = await chaos.recovers(
        'screens had connected anew',
        waitFor(
          'screens to connect anew',
          () => city.screens.every((one, at) => one.connects() > (before[at] ?? 0)),
          40_000,
        ),
      );
      chaos.demand(tookMs < greyWithoutTickMs + 5_000, `screens took ${String(Math.round(tookMs))} ms`);
      if (chaos.minutes === 0) return;
      await waitFor('the server to forget the dead ones', async () => (await screensOf(city)) === 2, 60_000);
      const forgottenS = (performance.now() - stalledMs) / 1_000;
      chaos.note(`the server forgot the dead connections after ${forgottenS.toFixed(0)} s`);
      chaos.demand(forgottenS < 45, `dead connections were kept for ${forgottenS.toFixed(0)} s`);
    },
  },
];

async function screensOf({ system }: City): Promise<number> {
  const subject = system.subjects.command('live', 'positions');
  const answer = await requestCommand<LivePositions>(system.nats, subject, { actor: 'chaos', body: {} }, 2_000);
  return answer.ok ? answer.value.screens : Number.NaN;
}

/** Transactions that a city's database ends per second, over some seconds. */
async function transactionsPerS(city: City, seconds: number): Promise<number> {
  const client = await city.connect();
  const read = async (): Promise<number> => {
    const { rows } = await client.query<{ ended: number }>(
      'SELECT xact_commit + xact_rollback AS ended FROM pg_stat_database WHERE datname = current_database()',
    );
    return rows[0]?.ended ?? 0;
  };
  const before = await read();
  await sleep(seconds * 1_000);
  const after = await read();
  await client.end();
  return (after - before) / seconds;
}
