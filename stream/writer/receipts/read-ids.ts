import type { ClientBase } from 'pg';
import { identityKey } from '#shared/events/identity-key.ts';
import type { CountedId, ReceiptOwner } from '#shared/wire/receipts.ts';

const findingsOfOne = 10;

/** What became of each id of exactly this source, in the order asked. */
export async function readIds(
  client: ClientBase,
  { world, source }: ReceiptOwner,
  ids: readonly string[],
): Promise<CountedId[]> {
  const counted = await readCounted(
    client,
    ids.map((id) => identityKey(world, source, id)),
  );
  const findings = await readFindings(client, { world, source }, ids);
  return ids.map((id) => {
    const row = counted.get(identityKey(world, source, id));
    const found = findings.get(id) ?? [];
    return { id, ...(row && toCounted(row)), ...(found.length > 0 && { findings: found }) };
  });
}

type CountedRow = {
  key: string;
  time: Date;
  seq: number;
  idx: number;
  withdrawn: boolean;
  times: number | null;
  repeated: Date | null;
};

async function readCounted(client: ClientBase, keys: readonly string[]): Promise<Map<string, CountedRow>> {
  const { rows } = await client.query<CountedRow>(
    `SELECT i.key, i.time, i.seq, i.idx, r.times, r.received AS repeated,
       EXISTS (SELECT FROM voids v WHERE v.key = i.key AND v.applied) AS withdrawn
     FROM identities i
     LEFT JOIN repeats r ON r.key = i.key
     WHERE i.key = ANY ($1::uuid[])`,
    [keys],
  );
  return new Map(rows.map((row) => [row.key.replaceAll('-', ''), row]));
}

function toCounted({ time, seq, idx, withdrawn, times, repeated }: CountedRow): Omit<CountedId, 'id'> {
  return {
    counted: { time: time.toISOString(), seq, idx, withdrawn },
    ...(times !== null && repeated && { repeats: { times, lastReceivedAt: repeated.toISOString() } }),
  };
}

type Found = NonNullable<CountedId['findings']>[number];

async function readFindings(
  client: ClientBase,
  { world, source }: ReceiptOwner,
  ids: readonly string[],
): Promise<Map<string, Found[]>> {
  const { rows } = await client.query<Omit<Found, 'why' | 'at'> & { id: string; detail: string; at: Date }>(
    `SELECT * FROM (
       SELECT id, found, seq, idx, detail, min(at) AS at, row_number() OVER (PARTITION BY id ORDER BY min(at) DESC) AS place
       FROM findings WHERE world = $1 AND source = $2 AND id = ANY ($3::text[]) AND found <> 'hole'
       GROUP BY id, found, seq, idx, detail
     ) f WHERE place <= ${findingsOfOne} ORDER BY id, place`,
    [world, source, ids],
  );
  const found = new Map<string, Found[]>();
  for (const { id, found: what, seq, idx, detail, at } of rows) {
    const list = found.get(id) ?? [];
    list.push({ found: what, why: detail, seq, idx, at: at.toISOString() });
    found.set(id, list);
  }
  return found;
}
