import type { ClientBase } from 'pg';
import { receiptLimits, type Gaps, type MissingRange, type ReceiptOwner } from '#shared/wire/receipts.ts';
import { liesUnder } from './source-filter.ts';

/** Events of these assets that happened from `fromMs` (included) to `toMs` (excluded). */
export type GapWindow = { readonly assets: readonly string[]; readonly fromMs: number; readonly toMs: number };

/** A device that was silent for longer is not looked back for. */
const lookBackMs = 86_400_000;
const patienceMs = 5_000;

/**
 * Finds the numbers that are missing in `sequence`, per source and asset: a jump between two neighbours of which the later
 * happened in the window. Where the number grows while time goes back the device began to count anew, which is no hole.
 * Reads the window and the day before it by the index of assets and time.
 */
export async function readGaps(client: ClientBase, owner: ReceiptOwner, window: GapWindow): Promise<Gaps> {
  if (window.assets.length === 0) return { missing: null, why: 'not asked for' };
  await client.query('SAVEPOINT gaps');
  await client.query(`SET LOCAL statement_timeout = ${patienceMs}`);
  try {
    const { rows } = await client.query<MissingRange & { missing: number; holes: number }>(gapsSql, [
      owner.world,
      owner.source,
      window.assets.map(toLikePattern),
      new Date(window.fromMs - lookBackMs),
      new Date(window.fromMs),
      new Date(window.toMs),
    ]);
    const [first] = rows;
    const ranges = rows.map(({ source, asset, from, to }) => ({ source, asset, from, to }));
    return { missing: first?.missing ?? 0, holes: first?.holes ?? 0, ranges };
  } catch (error) {
    if ((error as { code?: unknown }).code !== queryCanceled) throw error;
    await client.query('ROLLBACK TO SAVEPOINT gaps');
    return { missing: null, why: 'more events than can be looked through at once; ask for fewer days' };
  }
}

const queryCanceled = '57014';

const gapsSql = `WITH seen AS (
    SELECT e.source, e.asset, e.sequence, min(e.time) AS time
    FROM (SELECT DISTINCT code FROM assets WHERE code LIKE ANY ($3::text[])) a JOIN events e ON e.asset = a.code
    WHERE e.time >= $4 AND e.time < $6 AND e.world = $1 AND e.sequence IS NOT NULL AND ${liesUnder('e.source', '$2')}
    GROUP BY e.source, e.asset, e.sequence
  ), stepped AS (
    SELECT *, lag(sequence) OVER w AS before, lag(time) OVER w AS time_before
    FROM seen WINDOW w AS (PARTITION BY source, asset ORDER BY sequence)
  )
  SELECT source, asset, before + 1 AS "from", sequence - 1 AS "to",
    (sum(sequence - before - 1) OVER ())::float8 AS missing, count(*) OVER () AS holes
  FROM stepped WHERE sequence > before + 1 AND time >= time_before AND time >= $5
  ORDER BY source, asset, before LIMIT ${receiptLimits.ranges}`;

/** A key's pattern, `K0*`, as LIKE has it. */
function toLikePattern(pattern: string): string {
  const isPrefix = pattern.endsWith('*');
  const literal = (isPrefix ? pattern.slice(0, -1) : pattern).replaceAll(/[\\%_]/g, (char) => `\\${char}`);
  return isPrefix ? `${literal}%` : literal;
}
