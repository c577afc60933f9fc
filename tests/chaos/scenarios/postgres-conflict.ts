import { setTimeout as sleep } from 'node:timers/promises';
import { waitFor } from '../../support/wait-for.ts';
import { openPost } from '../driver/post.ts';
import type { City } from '../harness/city.ts';
import type { Chaos, Scenario } from '../scenario.ts';

/** Others at the same rows, and the same identity with other contents. */
export const scenarios: readonly Scenario[] = [
  {
    id: 'F24',
    title: 'deadlocks, lock timeouts, serialisation failures',
    required: 'The batch is tried again, and comes to the same.',
    run: async (chaos) => {
      const city = await chaos.startCity();
      await city.load.flows();
      for (let round = 0; round < chaos.upTo(1, 10); round += 1) {
        await chaos.inject('a deadlock with the writer', () => deadlock(city));
      }
      await chaos.recovers('counts caught up', city.caughtUp());
      await withSetting(city, "lock_timeout = '20ms'", () => holdRows(chaos, city));
      await withSetting(city, "default_transaction_isolation = 'repeatable read'", () => touchPosition(chaos, city));
      await chaos.recovers('counts caught up', city.caughtUp());
      for (const code of ['40P01', '55P03', '40001']) {
        chaos.demand(city.system.logText().includes(code), `void: the writer never met ${code}`);
      }
    },
  },
  {
    id: 'F26',
    title: 'one identity with different contents',
    required: 'The first stands; every other is kept and shown as a conflict, and counted nowhere.',
    run: async (chaos) => {
      const city = await chaos.startCity();
      await city.load.flows();
      const source = 'urn:chaos:conflicts';
      const ids = chaos.upTo(40, 2_000);
      const door = openPost(city.doorUrl, city.token);
      const send = async (events: readonly object[]): Promise<void> => {
        const { status } = await door.post(events);
        chaos.demand(status === 202, `the door answered ${String(status)}`);
      };
      const paid = (n: number, aheadS: number, amountVnd: number) => ({
        ...{ specversion: '1.0', id: `c${String(n)}`, source, type: 'parking.paid', asset: 'B001' },
        time: new Date(Date.now() - 3_600_000 - aheadS * 1_000).toISOString(),
        data: { paymentId: `c${String(n)}`, method: 'card', amountVnd },
      });
      await chaos.inject(
        `${String(ids)} identities, each also with another time, another day, another amount`,
        async () => {
          for (let n = 0; n < ids; n += 1) {
            const first = paid(n, 0, 1_000);
            await send([first, first]);
            const others = [
              paid(n, chaos.random.int(1, 3_000), 1_000),
              paid(n, 86_400 * chaos.random.int(1, 30), 1_000),
            ];
            await send([...others, { ...first, data: { ...first.data, amountVnd: 2_000 } }]);
          }
        },
      );
      door.close();
      await chaos.recovers('counts caught up', city.caughtUp());
      const client = await city.connect();
      const { rows } = await client.query<{ stored: number; conflicts: number }>(
        `SELECT (SELECT count(*) FROM events WHERE source = $1) AS stored,
                (SELECT count(*) FROM findings WHERE source = $1 AND found = 'conflict') AS conflicts`,
        [source],
      );
      await client.end();
      chaos.demand(rows[0]?.stored === ids, `${String(rows[0]?.stored)} are stored instead of ${String(ids)}`);
      chaos.demand(
        rows[0]?.conflicts === 3 * ids,
        `${String(rows[0]?.conflicts)} conflicts instead of ${String(3 * ids)}`,
      );
    },
  },
];

/** What the writer writes last in each batch, made out of its reach. */
const lockReceipts = 'LOCK TABLE receipts IN SHARE MODE';

/** Holds what the writer wants after its place; then asks for its place. One of the two must give way. */
async function deadlock(city: City): Promise<void> {
  const other = await city.connect();
  await other.query('BEGIN ISOLATION LEVEL READ COMMITTED');
  await other.query(lockReceipts);
  await waitFor('the writer to want our rows', async () => {
    // Within a transaction it tells the same again and again, unless told to forget it.
    await other.query('SELECT pg_stat_clear_snapshot()');
    const { rowCount } = await other.query(
      `SELECT FROM pg_stat_activity WHERE application_name = 'writer' AND datname = current_database() AND wait_event_type = 'Lock'`,
    );
    return (rowCount ?? 0) > 0;
  });
  await other.query('SELECT FROM writer_position FOR UPDATE').catch(() => undefined);
  await other.query('ROLLBACK');
  await other.end();
}

/** Has every new connection begin with a setting while `work` runs, the writer's with it. */
async function withSetting(city: City, setting: string, work: () => Promise<void>): Promise<void> {
  const client = await city.connect();
  const [name = ''] = setting.split(' ');
  const database = new URL(city.databaseUrl).pathname.slice(1);
  const renew = (): unknown =>
    client.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'writer' AND datname = current_database()`,
    );
  await client.query(`ALTER DATABASE ${database} SET ${setting}`);
  await renew();
  await work();
  await client.query(`ALTER DATABASE ${database} RESET ${name}`);
  await renew();
  await client.end();
}

async function holdRows(chaos: Chaos, city: City): Promise<void> {
  const other = await city.connect();
  for (let round = 0; round < chaos.upTo(2, 20); round += 1) {
    await chaos.inject('the receipts are locked for longer than the writer waits', async () => {
      await other.query('BEGIN ISOLATION LEVEL READ COMMITTED');
      await other.query(lockReceipts);
      await sleep(300);
      await other.query('ROLLBACK');
    });
    await sleep(300);
  }
  await other.end();
}

async function touchPosition(chaos: Chaos, city: City): Promise<void> {
  const other = await city.connect();
  for (let round = 0; round < chaos.upTo(4, 40); round += 1) {
    await chaos.inject('the row of its place is changed beneath its snapshot', async () => {
      await other.query('BEGIN ISOLATION LEVEL READ COMMITTED');
      await other.query('UPDATE writer_position SET committed_at = committed_at');
      await sleep(150);
      await other.query('COMMIT');
    });
    await sleep(150);
  }
  await other.end();
}
