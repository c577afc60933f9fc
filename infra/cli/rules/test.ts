import { parseArgs } from 'node:util';
import { checkPack } from '#shared/locality/check-pack.ts';
import { describeProblem } from '#shared/locality/pack-problem.ts';
import { ruleCityOf } from '#shared/rules/city.ts';
import { backTest } from '#shared/rules/past/back-test.ts';
import type { RulesHeld } from '#shared/rules/replay/held-evaluator.ts';
import type { Rule } from '#shared/rules/rule.ts';
import { readAddresses } from '#shared/service/addresses.ts';
import { createLog } from '#shared/service/log.ts';
import { createPool } from '#shared/service/postgres.ts';
import { listRulesHeld } from '#shared/store/list-rules-held.ts';
import { readWorldNow } from '#shared/store/read-world-now.ts';
import { readRegistryFiles } from '../../packs/read-registry-files.ts';
import { describeBackTest } from '../../rules/describe-back-test.ts';
import { readRules } from '../../rules/read-rules.ts';
import type { CommandIo } from '../../setup/command.ts';
import { createProgress } from '../../setup/progress.ts';

export const summary =
  'Replay the stored past through rules: when each would have fired, and what that adds to the desk';
export const usage = `FILE.yaml|CITY|--as-held [--world live] [--days 30] [--json]
  Nothing is changed. Rules are judged by the code that judges them live, on the city as the registry holds it. Late events
  stand where they belong instead of where they came, and a minute's counts are known when it is over.
  --as-held: by the rules that asked then, each change from its instant on; of the world live, whose time is ours.`;

/** One day's questions end within this, on a machine that has other things to do too. */
const longestMs = 300_000;

/** Back-tests against the running system's database; 1: the rules have mistakes. */
export async function run(args: string[], io: CommandIo): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    options: {
      world: { type: 'string', default: 'live' },
      days: { type: 'string', default: '30' },
      json: { type: 'boolean', default: false },
      'as-held': { type: 'boolean', default: false },
    },
    allowPositionals: true,
  });
  const [named] = positionals;
  const days = Number(values.days);
  const isHeld = values['as-held'];
  if (positionals.length !== (isHeld ? 0 : 1)) throw new Error('name one file of rules, a city, or --as-held');
  if (isHeld && values.world !== 'live')
    throw new Error('--as-held: rules change by the clock of live, and of no other world');
  if (!(days > 0 && days <= 400)) throw new Error('--days is a number from above 0 to 400');
  const { rules: read, problems } = named === undefined ? { rules: [], problems: [] } : await readRules(named);
  if (problems.length > 0) {
    io.stderr.write(problems.map((problem) => `${describeProblem(problem, 'vi')}\n`).join(''));
    return 1;
  }
  const checked = checkPack(await readRegistryFiles(io.env));
  if ('problems' in checked)
    throw new Error('the registry holds a city with mistakes; see vonglau pack export --registry');
  const city = ruleCityOf(checked.pack);
  const { databaseUrl } = readAddresses(io.env);
  const pool = createPool(databaseUrl, 'rules', createLog('rules', 'warn'), 3, longestMs);
  try {
    const { world } = values;
    const toMs = await readWorldNow(pool, world, Date.now());
    if (toMs === undefined) throw new Error(`there is no world ${world}; vonglau world list tells which there are`);
    const fromMs = toMs - days * 86_400_000;
    const held = isHeld ? await listRulesHeld(pool, { fromMs, toMs }) : undefined;
    const rules = held ? distinct(held) : read;
    // The bar goes to the other stream, so that what is told can be piped on.
    const progress = createProgress(io.stderr, () => performance.now());
    const test = await progress.step(`${rules.length} rules over ${values.days} days of ${world}`, (report) =>
      backTest(pool, {
        ...{ world, rules, city, fromMs, toMs, ...(held && { held }) },
        onProgress: (done, total) => report({ level: 'info', text: '', fraction: done / total }),
      }),
    );
    io.stdout.write(values.json ? `${JSON.stringify(test, null, 2)}\n` : describeBackTest(test, rules));
    return 0;
  } finally {
    await pool.end();
  }
}

/** Every rule that asked, each as often as it was another. */
function distinct(held: readonly RulesHeld[]): Rule[] {
  return [...new Map(held.flatMap(({ rules }) => rules.map((rule) => [JSON.stringify(rule), rule]))).values()];
}
