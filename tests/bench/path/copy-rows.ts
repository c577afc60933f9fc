import { finished, pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';
import type pg from 'pg';
import { from, to } from 'pg-copy-streams';

const columns = 'world, source, id, type, time, received, unit, asset, sequence, seq, idx, data';
const rowsPerCopy = 5_000;

/** An empty table with the chunks and indexes of `events`. */
export async function createCopied(database: pg.Client): Promise<void> {
  await database.query('CREATE TABLE copied (LIKE events INCLUDING DEFAULTS)');
  await database.query(
    `SELECT create_hypertable('copied', by_range('time', INTERVAL '1 day'), create_default_indexes => false)`,
  );
  const { rows } = await database.query<{ indexdef: string }>(
    `SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' AND tablename = 'events'`,
  );
  for (const { indexdef } of rows) {
    await database.query(indexdef.replace(/INDEX \S+ ON (ONLY )?public\.events/, 'INDEX ON public.copied'));
  }
  const { rows: made } = await database.query(
    `SELECT 1 FROM pg_indexes WHERE schemaname = 'public' AND tablename = 'copied'`,
  );
  if (made.length !== rows.length || rows.length === 0) throw new Error('the copy has not the indexes of events');
}

/** The rows the writer stored for frames after `fromSeq`, in the order they came, as the texts COPY takes. */
export async function readRows(database: pg.Client, fromSeq: number): Promise<string[]> {
  const sql = `COPY (SELECT ${columns} FROM events WHERE seq > ${fromSeq} AND type <> 'clock.tick' ORDER BY seq, idx) TO STDOUT`;
  const texts: string[] = [];
  let lines: string[] = [];
  let rest = '';
  const stream = database.query(to(sql));
  stream.on('data', (chunk: Buffer) => {
    const cut = `${rest}${chunk.toString('latin1')}`.split('\n');
    rest = cut.pop() ?? '';
    for (const line of cut) {
      lines.push(line);
      if (lines.length < rowsPerCopy) continue;
      texts.push(`${lines.join('\n')}\n`);
      lines = [];
    }
  });
  await finished(stream);
  if (lines.length > 0) texts.push(`${lines.join('\n')}\n`);
  return texts;
}

/** Copies the texts in, each in a transaction of its own, on one connection; returns the seconds it took. */
export async function copyIn(database: pg.Client, texts: readonly string[], signal: AbortSignal): Promise<number> {
  const startMs = performance.now();
  for (const text of texts) {
    signal.throwIfAborted();
    const stream = database.query(from(`COPY copied (${columns}) FROM STDIN`));
    await pipeline(Readable.from([Buffer.from(text, 'latin1')]), stream);
  }
  return (performance.now() - startMs) / 1_000;
}

/** Rows copied in so far. */
export async function countCopied(database: pg.Client): Promise<number> {
  const { rows } = await database.query<{ n: number }>('SELECT count(*) AS n FROM copied');
  return rows[0]?.n ?? 0;
}
