import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';
import { from } from 'pg-copy-streams';
import type { BenchSystem } from './bench-system.ts';
import { makeEvent, readAssets } from './make-events.ts';
import { median } from './quantiles.ts';

const rounds = 3;
const copyBatch = 5_000;

/** Median rates of some rounds and the ratio of each round's pair. */
export type IngestAgainstCopy = {
  readonly durablePerS: number;
  readonly copyPerS: number;
  readonly ratio: number;
  readonly ratios: readonly number[];
};

/**
 * The whole path (HTTP, checks, fsynced log, exactly counted, roll-ups, fold, mirror) from the first request to the last
 * commit, against a bare COPY of the same events into a table with the same chunks and indexes, in turns in one run.
 */
export async function measureIngest(
  bench: BenchSystem,
  events: number,
  onRound: (text: string) => void,
): Promise<IngestAgainstCopy> {
  await bench.database.query('CREATE TABLE copied (LIKE events INCLUDING DEFAULTS)');
  await bench.database.query(
    `SELECT create_hypertable('copied', by_range('time', INTERVAL '1 day'), create_default_indexes => false)`,
  );
  await bench.database.query('CREATE INDEX ON copied (asset, time DESC)');
  await bench.database.query('CREATE INDEX ON copied USING brin (seq) WITH (pages_per_range = 32)');
  const durable: number[] = [];
  const copied: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const startMs = performance.now();
    const { accepted } = await bench.send({ mode: 'full', run: `full${round}`, events, batch: 500, connections: 6 });
    await bench.drained();
    durable.push(accepted / ((performance.now() - startMs) / 1_000));
    await verify(bench, `full${round}`, accepted);
    copied.push(await copyRows(bench, `full${round}`, events));
    onRound(
      `round ${round + 1}: ${Math.round(durable.at(-1) ?? 0)} events/s durable, ${Math.round(copied.at(-1) ?? 0)} rows/s by COPY`,
    );
  }
  const ratios = durable.map((rate, at) => rate / (copied[at] ?? Number.NaN));
  return { durablePerS: median(durable), copyPerS: median(copied), ratio: median(ratios), ratios };
}

async function verify(bench: BenchSystem, run: string, accepted: number): Promise<void> {
  const { rows } = await bench.database.query<{ n: number }>(
    `SELECT count(*) AS n FROM events WHERE id LIKE $1 || '-%'`,
    [run],
  );
  if (rows[0]?.n !== accepted) throw new Error(`${run}: accepted ${accepted}, stored ${rows[0]?.n ?? 0}`);
}

async function copyRows(bench: BenchSystem, run: string, events: number): Promise<number> {
  const assets = readAssets(bench.packDir);
  const nowMs = Date.now();
  const now = new Date(nowMs).toISOString();
  const batches: string[] = [];
  for (let at = 0; at < events; at += copyBatch) {
    let text = '';
    for (let n = at; n < Math.min(events, at + copyBatch); n += 1) {
      const event = makeEvent(assets, run, n, nowMs) as Record<string, unknown>;
      text += `live\t${String(event.source)}\t${String(event.id)}\t${String(event.type)}\t${now}\t${now}\t00004\t${String(event.asset)}\t\\N\t${at}\t${n}\t${JSON.stringify(event.data)}\n`;
    }
    batches.push(text);
  }
  const startMs = performance.now();
  for (const text of batches) {
    await pipeline(
      Readable.from([text], { objectMode: false }),
      bench.database.query(
        from('COPY copied (world, source, id, type, time, received, unit, asset, sequence, seq, idx, data) FROM STDIN'),
      ),
    );
  }
  return events / ((performance.now() - startMs) / 1_000);
}
