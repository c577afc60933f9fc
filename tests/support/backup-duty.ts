import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { insertRules } from './insert-rules.ts';
import { someRules } from './kiosk-storm.ts';
import { waitFor } from './wait-for.ts';

const rule = 'unwell';
const patienceMs = 100_000;

/** A rule that finds a kiosk which says that it is out of order, at the next tick. */
export function insertUnwellRule(client: pg.Client): Promise<void> {
  const when = { kind: 'state', field: 'heartbeat', path: 'healthy', op: '=', value: false };
  return insertRules(client, someRules({ id: rule, when }));
}

/** What duty has of the rule's alerts, and where it is; `isOfLog`: all that it goes on from is of the writer's log. */
export async function readDuty(client: pg.Client) {
  const { rows: alerts } = await client.query<{ id: number; target: string; openedSeq: number; isOpen: boolean }>(
    `SELECT id, target, opened_seq AS "openedSeq", closed_at IS NULL AS "isOpen" FROM alerts WHERE rule = $1 ORDER BY id`,
    [rule],
  );
  const { rows } = await client.query<{ change: number; folds: number; isOfLog: boolean }>(
    `SELECT p.change, (SELECT count(*)::int FROM duty_folds) AS folds,
       w.stream = p.stream AND NOT EXISTS (SELECT FROM duty_folds WHERE stream <> w.stream)
         AND NOT EXISTS (SELECT FROM evaluator_images WHERE stream <> w.stream) AS "isOfLog"
     FROM duty_position p, writer_position w`,
  );
  return { alerts, ...(rows[0] ?? { change: 0, folds: 0, isOfLog: false }) };
}

/** Waits until a kiosk's alert stands, and duty has kept what it goes on from. `say`: the kiosk says so once more. */
export async function untilAlertOpen(client: pg.Client, target: string, say?: () => Promise<void>): Promise<void> {
  await waitFor('duty to keep what it goes on from', async () => (await readDuty(client)).folds > 0, patienceMs);
  const isOpen = async (): Promise<boolean> => {
    const { alerts } = await readDuty(client);
    if (alerts.some((alert) => alert.isOpen && alert.target === target)) return true;
    // Rules are looked at every five seconds, and see what is said from then on.
    await say?.();
    await sleep(1_000);
    return false;
  };
  await waitFor(`the alert of ${target}`, isOpen, patienceMs);
}
