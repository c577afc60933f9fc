import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import type { KpiAnswer } from '#shared/kpi/answer.ts';
import { addDays } from '#shared/kpi/ledger/days.ts';
import { runCommandLine } from '../../../infra/setup/command-line.ts';
import type { BenchSystem } from '../bench-system.ts';
import type { SimulatedDays } from './simulated-days.ts';

/** What `vonglau kpi` answers about the days simulated; `words` as one types them. */
export async function askKpis(
  { system, natsUrl, databaseUrl, redisUrl }: BenchSystem,
  { world, from, to }: SimulatedDays,
  words: readonly string[],
): Promise<KpiAnswer[]> {
  const [stdin, stdout, stderr] = [new PassThrough(), new PassThrough(), new PassThrough()];
  stdin.end();
  const env = {
    ...{ NATS_URL: natsUrl, DATABASE_URL: databaseUrl, REDIS_URL: redisUrl },
    ...{ INGEST_URL: system.ingestUrl, PUBLIC_ORIGIN: system.publicUrl },
    ...{ VONGLAU_CITY: system.city, VONGLAU_DATA: system.dataDir },
  };
  const asked = ['kpi', '--world', world, '--from', from, '--to', addDays(to, -1), '--json', ...words];
  const [out, err] = [text(stdout), text(stderr)];
  const code = await runCommandLine(asked, { stdin, stdout, stderr, signal: new AbortController().signal, env });
  stdout.end();
  stderr.end();
  if (code !== 0) throw new Error(`vonglau ${asked.join(' ')} ended with ${code}: ${await err}`);
  return JSON.parse(await out) as KpiAnswer[];
}
