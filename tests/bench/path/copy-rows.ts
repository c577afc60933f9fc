import { finished, pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';
import type pg from 'pg';
import { from, to } from 'pg-copy-streams';

/** What a counted event leaves beside roll-ups: its row, and its identity with the index that keeps it single. */
export const storedTables = ['events', 'identities'] as const;
export type StoredTable = (typeof storedTables)[number];
export type CopyFormat = 'text' | 'binary';

/** Rows of one table as the database gave them out, some thousand a piece. */
export type CopyPieces = Readonly<Record<StoredTable, readonly Buffer[]>>;

const columns: Readonly<Record<StoredTable, string>> = {
  events: 'world, source, id, type, time, received, unit, asset, sequence, seq, idx, data',
  identities: 'key, time, hash, seq, idx',
};
const rowsPerCopy = 5_000;

/** Empty tables with the chunks and indexes of those the writer writes. */
export async function createCopied(database: pg.Client): Promise<void> {
  await database.query('CREATE TABLE copied_events (LIKE events INCLUDING DEFAULTS)');
  await database.query(
    `SELECT create_hypertable('copied_events', by_range('time', INTERVAL '1 day'), create_default_indexes => false)`,
  );
  await database.query('CREATE TABLE copied_identities (LIKE identities INCLUDING DEFAULTS)');
  for (const table of storedTables) {
    const { rows } = await database.query<{ indexdef: string }>(
      `SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' AND tablename = $1`,
      [table],
    );
    if (rows.length === 0) throw new Error(`${table} has no indexes any more: what is the copy to have?`);
    for (const { indexdef } of rows) {
      await database.query(indexdef.replace(/INDEX \S+ ON (ONLY )?public\.\w+/, `INDEX ON public.copied_${table}`));
    }
  }
}

/** The rows the writer stored for frames after `fromSeq`, in the order they came, as COPY gives and takes them. */
export async function readRows(database: pg.Client, fromSeq: number, format: CopyFormat): Promise<CopyPieces> {
  const { rows } = await database.query<{ first: number }>(
    `SELECT seq AS first FROM (SELECT seq, row_number() OVER (ORDER BY seq, idx) AS at FROM events WHERE seq > $1) e
     WHERE (at - 1) % $2 = 0 ORDER BY 1`,
    [fromSeq, rowsPerCopy],
  );
  const bounds = [...new Set(rows.map(({ first }) => first))];
  const pieces: Record<StoredTable, Buffer[]> = { events: [], identities: [] };
  for (const [at, first] of bounds.entries()) {
    for (const table of storedTables) {
      const until = bounds[at + 1] === undefined ? '' : ` AND seq < ${bounds[at + 1] ?? 0}`;
      const sql = `COPY (SELECT ${columns[table]} FROM ${table} WHERE seq >= ${first}${until} ORDER BY seq, idx) TO STDOUT (FORMAT ${format})`;
      const chunks: Buffer[] = [];
      const stream = database.query(to(sql));
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      await finished(stream);
      pieces[table].push(Buffer.concat(chunks));
    }
  }
  return pieces;
}

/**
 * Copies pieces into the tables named, each some thousand events in a transaction of its own, on one connection; returns
 * the seconds it took.
 */
export async function copyIn(
  database: pg.Client,
  pieces: CopyPieces,
  { tables, format, signal }: { tables: readonly StoredTable[]; format: CopyFormat; signal: AbortSignal },
): Promise<number> {
  const startMs = performance.now();
  for (const at of pieces.events.keys()) {
    signal.throwIfAborted();
    await database.query('BEGIN');
    for (const table of tables) {
      const sql = `COPY copied_${table} (${columns[table]}) FROM STDIN (FORMAT ${format})`;
      await pipeline(Readable.from([pieces[table][at]], { objectMode: false }), database.query(from(sql)));
    }
    await database.query('COMMIT');
  }
  return (performance.now() - startMs) / 1_000;
}

/** Rows copied into a table so far. */
export async function countCopied(database: pg.Client, table: StoredTable): Promise<number> {
  const { rows } = await database.query<{ n: number }>(`SELECT count(*) AS n FROM copied_${table}`);
  return rows[0]?.n ?? 0;
}
