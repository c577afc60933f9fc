import { parseArgs } from 'node:util';
import { answerKpis } from '#shared/kpi/ask/answer-kpis.ts';
import { parseKpiQuery } from '#shared/kpi/ask/parse-query.ts';
import { readAddresses } from '#shared/service/addresses.ts';
import { createLog } from '#shared/service/log.ts';
import { createPool } from '#shared/service/postgres.ts';
import { inSnapshot } from '#shared/store/in-snapshot.ts';
import { listWorlds } from '#shared/store/list-worlds.ts';
import { readWorldNow } from '#shared/store/read-world-now.ts';
import { describeKpis } from '../kpi/describe-kpis.ts';
import type { CommandIo } from '../setup/command.ts';

export const summary = 'KPIs against their targets: value, gap, coverage, what is still to be done, who answers';
export const usage = `[--unit CODE|all|type:…|branch:…|department:…] [--kpi ID]… [--at TIME | --from DAY --to DAY]
  [--by-procedures] [--world live] [--city CITY] [--json]
  --unit           without it the city, and the sets of units that have targets of their own
  --at             the periods this instant lies in; a day gone by counts to its end. Without it: now
  --from, --to     whole days, both included, cut where targets and formulas change
  --by-procedures  online shares of procedures instead of records
  --json           everything each figure stands on; days then end before "to"`;

const options = {
  unit: { type: 'string' },
  kpi: { type: 'string', multiple: true },
  at: { type: 'string' },
  from: { type: 'string' },
  to: { type: 'string' },
  'by-procedures': { type: 'boolean', default: false },
  world: { type: 'string', default: 'live' },
  city: { type: 'string' },
  json: { type: 'boolean', default: false },
} as const;

/** Answers from the running system's database. */
export async function run(args: string[], io: CommandIo): Promise<undefined> {
  const { values } = parseArgs({ args, options });
  const { city, databaseUrl } = readAddresses(io.env);
  if (values.city !== undefined && values.city !== city) {
    throw new Error(`this is the system of ${city}; ask that of ${values.city} with its own VONGLAU_DATA`);
  }
  const { world } = values;
  const query = parseKpiQuery({ ...values, byProcedures: values['by-procedures'] });
  const pool = createPool(databaseUrl, 'kpi', createLog('kpi', 'warn'), 1);
  try {
    const answers = await inSnapshot(pool, async (sql) => {
      const nowMs = await readWorldNow(sql, world, Date.now());
      if (nowMs === undefined)
        throw new Error(`there is no world ${world}; there are ${(await namesOf(sql)).join(', ')}`);
      return answerKpis(sql, { world, nowMs, ...query });
    });
    io.stdout.write(values.json ? `${JSON.stringify(answers, null, 2)}\n` : describeKpis(answers));
  } finally {
    await pool.end();
  }
}

async function namesOf(sql: Parameters<typeof listWorlds>[0]): Promise<string[]> {
  return ['live', ...(await listWorlds(sql)).map(({ world }) => world)];
}
