import { rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { greyWithoutTickMs } from '#shared/wire/push.ts';
import { PROJECT_DIR } from '../../../infra/setup/folders.ts';
import { waitFor } from '../../support/wait-for.ts';
import { openPost } from '../driver/post.ts';
import type { City } from '../harness/city.ts';
import type { Chaos, Scenario } from '../scenario.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const source = 'urn:chaos:clock';

/** Clocks that are wrong, and events that come in the wrong order. */
export const scenarios: readonly Scenario[] = [
  {
    id: 'F39',
    title: 'clocks of devices and of the server are wrong',
    required:
      'A device a day behind is counted in its own civil day, one ahead is told; a server set an hour back and forth goes on, and no screen stays grey.',
    run: async (chaos) => {
      const file = join(tmpdir(), `vonglau-clock-${String(process.pid)}`);
      chaos.later(() => rm(file, { force: true }));
      const shifted = {
        NODE_OPTIONS: `--import=${join(PROJECT_DIR, 'tests/support/faults/shift-clock.ts')}`,
        CLOCK_SHIFT_FILE: file,
      };
      const city = await chaos.startCity({ env: shifted });
      await city.load.flows();
      await sendFromWrongDevices(chaos, city);
      for (const hours of [-1, 1, 0]) {
        await chaos.inject(`the server's clock is set ${String(hours)} h off`, () =>
          writeFile(file, String(hours * hourMs)),
        );
        await sleep(500);
        await chaos.recovers('events were taken', city.load.flows(5_000));
        await chaos.recovers('screens were ticked', untilTicked(city));
        const until = performance.now() + chaos.upTo(8, 60) * 1_000;
        let oldestMs = 0;
        while (performance.now() < until) {
          await sleep(500);
          oldestMs = Math.max(oldestMs, ...city.screens.map((screen) => screen.tickAgeMs() ?? Infinity));
        }
        chaos.demand(
          oldestMs < greyWithoutTickMs,
          `${String(hours)} h off: a screen was not ticked for ${String(Math.round(oldestMs))} ms`,
        );
      }
    },
  },
  {
    id: 'F40',
    title: 'events come in any order',
    required: 'What is known of an asset in the end does not depend on the order in which it was told.',
    run: async (chaos) => {
      const city = await chaos.startCity();
      await city.load.flows();
      // The load never speaks of outages.
      const orders = new Map([
        ['K001', (events: object[]) => events],
        ['K002', (events: object[]) => events.toReversed()],
        ['K003', (events: object[]) => shuffle(events, chaos)],
      ]);
      const count = chaos.upTo(20, 500);
      const door = openPost(city.doorUrl, city.token);
      await chaos.inject(
        `${String(count)} outages told in order, backwards and shuffled, an event a request`,
        async () => {
          for (const [kiosk, reorder] of orders) {
            for (const event of reorder(outages(kiosk, count))) {
              const { status } = await door.post([event]);
              chaos.demand(status === 202, `the door answered ${String(status)}`);
            }
          }
        },
      );
      door.close();
      await chaos.recovers('counts caught up', city.caughtUp());
      const openAt = (kiosk: string): string =>
        JSON.stringify(city.screens[0]?.state.assets.get(kiosk)?.open ?? {}).replaceAll(kiosk, 'kiosk');
      const areEqual = (): boolean => new Set([...orders.keys()].map(openAt)).size === 1 && openAt('K001') !== '{}';
      await waitFor('the three to be known', areEqual).catch(() => undefined);
      chaos.demand(areEqual(), `in order ${openAt('K001')}; backwards ${openAt('K002')}; shuffled ${openAt('K003')}`);
      chaos.note(`open in the end: ${openAt('K001')}`);
    },
  },
];

/** One device a day behind, one a day ahead, and two events on either side of midnight in the city. */
async function sendFromWrongDevices(chaos: Chaos, city: City): Promise<void> {
  const door = openPost(city.doorUrl, city.token);
  const paid = (id: string, timeMs: number) => ({
    ...{ specversion: '1.0', id, source, type: 'parking.paid', asset: 'B001', time: new Date(timeMs).toISOString() },
    data: { paymentId: id, method: 'card', amountVnd: 7_000 },
  });
  const behind = Date.now() - dayMs;
  // Midnight in Hà Nội is 17:00 UTC.
  const midnight = Math.floor((behind - dayMs) / dayMs) * dayMs + 17 * hourMs - dayMs;
  await chaos.inject('a device is a day behind, another reports around midnight', async () => {
    const { status } = await door.post([paid('behind', behind), paid('before', midnight - 1), paid('after', midnight)]);
    chaos.demand(status === 202, `late events were answered ${String(status)}`);
  });
  await chaos.inject('a device is a day ahead', async () => {
    const { items } = await door.post([paid('ahead', Date.now() + dayMs)]);
    const told = JSON.stringify(items[0]);
    chaos.demand(items[0]?.verdict === 'refused' && told.includes('out-of-time'), `it was answered ${told}`);
  });
  door.close();
  await city.caughtUp();
  const client = await city.connect();
  const { rows } = await client.query<{ id: string; skewed: boolean }>(
    `SELECT id, received - time > interval '23 hours' AS skewed FROM events WHERE source = $1 ORDER BY id`,
    [source],
  );
  const days = await client.query<{ day: string; n: number }>(
    `SELECT bucket::text AS day, n FROM rollup_day WHERE unit = '' AND dim = '' AND metric = 'parking.paid_vnd' AND bucket < $1::date - 1 ORDER BY 1`,
    [new Date().toISOString().slice(0, 10)],
  );
  await client.end();
  chaos.demand(rows.length === 3 && rows.every(({ skewed }) => skewed), `stored: ${JSON.stringify(rows)}`);
  const apart = new Set(days.rows.map(({ day }) => day)).size;
  chaos.demand(apart >= 2, `midnight in the city did not part two days: ${JSON.stringify(days.rows)}`);
}

async function untilTicked({ screens }: City): Promise<void> {
  await waitFor(
    'a tick at every screen',
    () => screens.every((screen) => (screen.tickAgeMs() ?? Infinity) < 1_500),
    40_000,
  );
}

/** Outages of one kiosk, each begun and ended but the last few. */
function outages(kiosk: string, count: number): object[] {
  const startMs = Math.floor(Date.now() / hourMs) * hourMs - hourMs;
  return Array.from({ length: count }, (_, outage) => {
    const at = (step: number, type: string, data: object) => ({
      ...{ specversion: '1.0', id: `${kiosk}-${String(outage)}-${String(step)}`, source, type, asset: kiosk },
      ...{ sequence: outage * 10 + step, time: new Date(startMs + outage * 1_000 + step * 100).toISOString() },
      data: { faultId: `f${String(outage)}`, code: 'printer', planned: false, ...data },
    });
    const begun = at(0, 'kiosk.fault', {});
    return count - outage <= 3 ? [begun] : [begun, at(1, 'kiosk.recovered', { downS: 60 })];
  }).flat();
}

function shuffle<Item>(items: Item[], { random }: Chaos): Item[] {
  const left = [...items];
  return items.map(() => left.splice(random.int(0, left.length - 1), 1)[0] as Item);
}
