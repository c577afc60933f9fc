import type { ClientBase } from 'pg';
import type { AcceptedEvent } from '#shared/events/envelope.ts';
import { identityKey } from '#shared/events/identity-key.ts';
import type { VoidedData } from '#shared/events/kind.ts';
import { textArray } from './array-literal.ts';
import { findingOf, type Finding, type LoggedEvent } from './logged-event.ts';
import { readPlaces, readStored, type Place } from './read-stored.ts';

/** What withdrawals change of a batch's counts. */
export type Withdrawals = {
  /** Events of the batch that had been withdrawn before they came: never counted. */
  readonly arrivedWithdrawn: ReadonlySet<string>;
  /** Events to subtract, of this batch or older. */
  readonly takenBack: readonly AcceptedEvent[];
  /** Withdrawals that are not carried out. */
  readonly findings: readonly Finding[];
};

type Waiting = { key: string; asset: string; kind: string; time: Date; seq: number; idx: number };

/**
 * Carries out withdrawals, after the batch's fresh events are in: those that waited for one of them, and the batch's
 * own. One whose event has not come waits for it. Which came first makes no difference: both are judged alike.
 */
export async function withdrawEvents(client: ClientBase, fresh: readonly LoggedEvent[]): Promise<Withdrawals> {
  const arrived = await settleWaiting(client, fresh);
  const own = await carryOut(
    client,
    fresh.filter(({ event }) => isVoiding(event)),
  );
  return { ...arrived, takenBack: own.takenBack, findings: [...arrived.findings, ...own.findings] };
}

async function settleWaiting(
  client: ClientBase,
  fresh: readonly LoggedEvent[],
): Promise<Pick<Withdrawals, 'arrivedWithdrawn' | 'findings'>> {
  const arrivedWithdrawn = new Set<string>();
  // Most of the time none waits, and then no batch is looked up.
  const some = await client.query('SELECT FROM voids WHERE NOT applied LIMIT 1');
  if (fresh.length === 0 || some.rowCount === 0) return { arrivedWithdrawn, findings: [] };
  const { rows: waiting } = await client.query<Waiting>({
    name: 'find-waiting-voids',
    text: 'SELECT key, asset, kind, time, seq, idx FROM voids WHERE NOT applied AND key = ANY($1::uuid[])',
    values: [textArray(fresh.map(({ key }) => key))],
  });
  if (waiting.length === 0) return { arrivedWithdrawn, findings: [] };
  const byKey = new Map(fresh.map((logged) => [logged.key, logged]));
  const problems: { place: Place; problem: string }[] = [];
  for (const one of waiting) {
    const key = one.key.replaceAll('-', '');
    const target = byKey.get(key);
    if (!target) continue;
    const problem = target.event.asset === one.asset ? judge(one.kind, target.event) : elsewhere;
    if (problem !== undefined) {
      problems.push({ place: one, problem });
      continue;
    }
    arrivedWithdrawn.add(key);
    await client.query('UPDATE voids SET applied = true, time = $4 WHERE key = $1 AND asset = $2 AND kind = $3', [
      ...[one.key, one.asset, one.kind],
      target.event.time,
    ]);
  }
  const stored = await readStored(
    client,
    problems.map(({ place }) => place),
  );
  const findings = problems.flatMap(({ problem }, at) => {
    const voiding = stored[at];
    return voiding ? [findingOf(voiding, 'void', problem)] : [];
  });
  return { arrivedWithdrawn, findings };
}

async function carryOut(
  client: ClientBase,
  voiding: readonly LoggedEvent[],
): Promise<Pick<Withdrawals, 'takenBack' | 'findings'>> {
  if (voiding.length === 0) return { takenBack: [], findings: [] };
  const targets = voiding.map(({ event }) => identityKey(event.world, event.source, (event.data as VoidedData).id));
  const places = await readPlaces(client, targets);
  const stored = await readStored(
    client,
    targets.map((key, at) => {
      const place = places.get(key);
      return place && { ...place, asset: voiding[at]?.event.asset ?? '' };
    }),
  );
  const findings: Finding[] = [];
  const voids = new Map<string, { key: string; by: LoggedEvent; target: AcceptedEvent | undefined }>();
  for (const [at, by] of voiding.entries()) {
    const key = targets[at] ?? '';
    const target = stored[at]?.event;
    const problem = target ? judge(kindOf(by.event), target) : places.has(key) ? elsewhere : undefined;
    if (problem === undefined) voids.set(voidName(key, by.event.asset, kindOf(by.event)), { key, by, target });
    else findings.push(findingOf(by, 'void', problem));
  }
  const inserted = await insertVoids(client, [...voids.values()]);
  const takenBack = [...voids].flatMap(([name, { target }]) => (target && inserted.has(name) ? [target] : []));
  return { takenBack, findings };
}

/** Returns the names of those that were not there: an event is withdrawn once, by however many. */
async function insertVoids(
  client: ClientBase,
  voids: readonly { key: string; by: LoggedEvent; target: AcceptedEvent | undefined }[],
): Promise<Set<string>> {
  const { rows } = await client.query<{ key: string; asset: string; kind: string }>(
    `INSERT INTO voids (key, asset, kind, time, seq, idx, applied)
     SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[], $4::timestamptz[], $5::bigint[], $6::int[], $7::boolean[])
     ON CONFLICT DO NOTHING RETURNING key, asset, kind`,
    [
      voids.map(({ key }) => key),
      voids.map(({ by }) => by.event.asset),
      voids.map(({ by }) => kindOf(by.event)),
      voids.map(({ by, target }) => (target ?? by.event).time),
      voids.map(({ by }) => by.seq),
      voids.map(({ by }) => by.idx),
      voids.map(({ target }) => target !== undefined),
    ],
  );
  return new Set(rows.map(({ key, asset, kind }) => voidName(key.replaceAll('-', ''), asset, kind)));
}

const elsewhere = 'withdraws an event that is not at this asset, or whose day is closed';

function judge(kind: string, target: AcceptedEvent): string | undefined {
  if (isVoiding(target)) return 'a withdrawal cannot be withdrawn; send the event again under a new id';
  return kindOf(target) === kind ? undefined : `withdraws an event of another kind: ${target.type}`;
}

function isVoiding(event: AcceptedEvent): boolean {
  return event.type.endsWith('.voided');
}

function kindOf(event: AcceptedEvent): string {
  return event.type.split('.')[0] ?? '';
}

function voidName(key: string, asset: string, kind: string): string {
  return `${key} ${kind} ${asset}`;
}
