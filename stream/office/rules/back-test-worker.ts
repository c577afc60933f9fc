import { workerData } from 'node:worker_threads';
import { backTest } from '#shared/rules/past/back-test.ts';
import { findCaught } from '#shared/rules/past/find-caught.ts';
import { toResult } from '#shared/rules/past/to-result.ts';
import { hashRules } from '#shared/rules/hash-rules.ts';
import { inOrder } from '#shared/rules/in-order.ts';
import { ruleSchema } from '#shared/rules/rule.ts';
import { createLog } from '#shared/service/log.ts';
import { createPool } from '#shared/service/postgres.ts';
import { listRules } from '#shared/store/list-rules.ts';
import { readRuleCity } from '#shared/store/read-rule-city.ts';
import { readWorldNow } from '#shared/store/read-world-now.ts';
import { findBackTest, finishBackTest, noteBackTest } from '#shared/store/rule-back-tests.ts';
import type { BackTestResult } from '#shared/wire/rule-commands.ts';

/** Which back-test to run, and where. */
export type BackTestTask = { readonly databaseUrl: string; readonly id: number };

const { databaseUrl, id } = workerData as BackTestTask;
const dayMs = 86_400_000;
/** A day of a large city is read within this. */
const longestMs = 300_000;
const tellEveryMs = 1_000;

const pool = createPool(databaseUrl, 'back-test', createLog('back-test', 'warn'), 4, longestMs);
try {
  const came = await run().then(
    (result) => ({ result }),
    (error: unknown) => ({ fault: error instanceof Error ? error.message : String(error) }),
  );
  await finishBackTest(pool, id, came, new Date());
} finally {
  await pool.end();
}

async function run(): Promise<BackTestResult> {
  const startMs = performance.now();
  const asked = await findBackTest(pool, id);
  if (!asked) throw new Error(`there is no back-test ${id}`);
  const [{ rules: present }, city] = [await listRules(pool), await readRuleCity(pool)];
  const rule = ruleSchema.parse(JSON.parse(asked.body));
  const rules = inOrder([rule, ...present.filter((one) => one.id !== rule.id)]);
  if (hashRules(rules) !== asked.rulesHash) throw new Error('other rules were changed meanwhile; try again');
  const toMs = await readWorldNow(pool, asked.world, Date.now());
  if (toMs === undefined) throw new Error(`there is no world ${asked.world}`);
  const fromMs = toMs - asked.days * dayMs;
  let toldMs = 0;
  const onProgress = (done: number, total: number): void => {
    if (performance.now() - toldMs < tellEveryMs) return;
    toldMs = performance.now();
    // One that is not told is told by the next.
    noteBackTest(pool, id, done / total, new Date()).catch(() => undefined);
  };
  const { world } = asked;
  const test = await backTest(pool, { world, rules, against: present, city, fromMs, toMs, onProgress });
  const own = test.episodes.filter((episode) => episode.rule === rule.id);
  const caught = await findCaught(pool, { world, fromMs, toMs }, own, city);
  const tookMs = Math.round(performance.now() - startMs);
  return toResult(test, { rule: rule.id, timeZone: city.timeZone, tookMs, caught });
}
