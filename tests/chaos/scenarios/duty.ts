import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { someRules } from '../../support/kiosk-storm.ts';
import { insertRules } from '../../support/insert-rules.ts';
import { waitFor } from '../../support/wait-for.ts';
import type { City } from '../harness/city.ts';
import type { Scenario } from '../scenario.ts';

const rule = {
  ...{
    id: 'unwell',
    priority: 'P1',
    when: { kind: 'state', field: 'heartbeat', path: 'healthy', op: '=', value: false },
  },
  storm: 1_000,
};
const kiosks = Array.from({ length: 12 }, (_, at) => `K${String(at + 1).padStart(3, '0')}`);

/** The duty process, in the middle of a storm of alerts. */
export const scenarios: readonly Scenario[] = [
  {
    id: 'D01',
    title: 'the duty process is killed, and loses its database, in a storm',
    required:
      'Every alert goes from its beginning to its end without a step lost or doubled, what is open is what is wrong, and of each somebody is told.',
    run: async (chaos) => {
      const city = await chaos.startCity({ processes: ['office', 'writer', 'live', 'duty', 'ingest'], ratePerS: 200 });
      const client = await city.connect();
      chaos.later(() => client.end());
      await insertRules(client, someRules(rule));
      const storm = startStorm(city, chaos.random.int);
      await waitFor('the first alert', async () => (await count(client, 'alerts')) > 0, 30_000);
      for (let round = 0; round < chaos.upTo(4, 40); round += 1) {
        await sleep(chaos.random.int(200, 1_500));
        if (round % 3 === 2) {
          await chaos.inject('the database cannot be reached for a second', async () => {
            await city.links.postgres.cut();
            await sleep(1_000);
            await city.links.postgres.mend();
          });
        } else {
          await chaos.inject('SIGKILL of duty', () => {
            city.system.signal('duty', 'SIGKILL');
          });
        }
        const before = await count(client, 'alert_transitions');
        await chaos.recovers('alerts were found again', untilMore(client, before));
      }
      const last = await storm.stop();
      const isRight = async (): Promise<boolean> => {
        const { rows } = await client.query<{ target: string }>(
          'SELECT target FROM alerts WHERE closed_at IS NULL ORDER BY target',
        );
        return rows.map(({ target }) => target).join() === last.join();
      };
      await waitFor('what is open to be what is wrong', isRight, 30_000);
      const broken = await findBroken(client);
      chaos.demand(broken.length === 0, `alerts with a step lost or doubled: ${broken.join(', ')}`);
      const [alerts, notices] = [await count(client, 'alerts'), await count(client, 'notices')];
      // All are P1: the oracle demands that each has its own (O8).
      chaos.demand(notices > 0, 'void: nobody was told of anything');
      chaos.note(`${alerts} alerts, ${await count(client, 'alert_transitions')} transitions, ${notices} notices`);
    },
  },
];

/** Kiosks that fail and recover at random, ten times a second. */
function startStorm(city: City, int: (from: number, to: number) => number) {
  const unwell = new Set<string>();
  let isOn = true;
  const beat = async (asset: string, healthy: boolean): Promise<void> => {
    const event = {
      ...{ specversion: '1.0', id: randomUUID(), source: 'urn:chaos:storm', type: 'kiosk.heartbeat', asset },
      ...{ time: new Date().toISOString(), data: { healthy, coversS: 1 } },
    };
    for (;;) {
      const answer = await fetch(`${city.system.ingestUrl}/v1/events`, {
        method: 'POST',
        headers: { authorization: `Bearer ${city.token}`, 'content-type': 'application/json' },
        body: JSON.stringify(event),
      }).catch(() => undefined);
      if (answer?.status === 202) return;
      await sleep(200);
    }
  };
  const run = async (): Promise<void> => {
    while (isOn) {
      const asset = kiosks[int(0, kiosks.length - 1)] ?? '';
      const healthy = int(0, 1) === 0;
      await beat(asset, healthy);
      if (healthy) unwell.delete(asset);
      else unwell.add(asset);
      await sleep(100);
    }
  };
  const running = run();
  return {
    /** Ends it; returns which kiosks are out of order then. */
    stop: async (): Promise<string[]> => {
      isOn = false;
      await running;
      return [...unwell].sort();
    },
  };
}

/** Alerts whose transitions do not follow one another from a beginning to where the alert stands, and targets open twice. */
async function findBroken(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ id: number }>(
    `WITH steps AS (
       SELECT alert, seq, was, becomes,
         lag(becomes) OVER (PARTITION BY alert ORDER BY seq) AS before,
         lead(seq) OVER (PARTITION BY alert ORDER BY seq) IS NULL AS is_last
       FROM alert_transitions
     )
     SELECT DISTINCT a.id FROM alerts a LEFT JOIN steps s ON s.alert = a.id
     WHERE s.alert IS NULL
       OR (s.before IS NULL AND s.was ->> 'condition' NOT IN ('normal', 'pending'))
       OR (s.before IS NOT NULL AND s.before <> s.was)
       OR (s.is_last AND replace(s.becomes ->> 'condition', 'pending', 'normal') <> a.condition)
     UNION
     SELECT max(id) FROM alerts WHERE closed_at IS NULL GROUP BY world, rule, target HAVING count(*) > 1`,
  );
  return rows.map(({ id }) => String(id));
}

async function count(client: pg.Client, table: 'alerts' | 'alert_transitions' | 'notices'): Promise<number> {
  const { rows } = await client.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${table}`);
  return rows[0]?.n ?? 0;
}

function untilMore(client: pg.Client, before: number): Promise<void> {
  return waitFor('another transition', async () => (await count(client, 'alert_transitions')) > before, 60_000);
}
