import type pg from 'pg';
import { contentHash } from '#shared/events/content-hash.ts';
import type { AcceptedEvent } from '#shared/events/envelope.ts';
import { eventColumns, toEvent, type EventRow } from '#shared/store/event-row.ts';
import { recount } from '#shared/store/recount.ts';
import { verifyAudit } from '#shared/store/verify-audit.ts';
import { civilCalendar } from '#shared/time/civil-day.ts';
import { claim, type Run } from '../driver/claim.ts';
import type { Evidence, Stored } from './judge.ts';

const calendar = civilCalendar('Asia/Ho_Chi_Minh');

/** What a run's first `count` events come to: identity to content. */
export function contentsOf(run: Run, count: number): Map<string, string> {
  const contents = new Map<string, string>();
  for (let n = 0; n < count; n += 1) {
    const event = claim(run, n);
    contents.set(event.id, contentHash(event as unknown as AcceptedEvent));
  }
  return contents;
}

/** Every stored event of a source, duplicates and all. */
export async function readStored(client: pg.ClientBase, source: string): Promise<Stored[]> {
  const stored: Stored[] = [];
  await client.query('BEGIN READ ONLY');
  await client.query(`DECLARE held NO SCROLL CURSOR FOR SELECT ${eventColumns} FROM events WHERE source = $1`, [
    source,
  ]);
  for (;;) {
    const { rows } = await client.query<EventRow>('FETCH 5000 FROM held');
    for (const row of rows) stored.push({ id: row.id, contentHash: contentHash(toEvent(row)) });
    if (rows.length === 0) break;
  }
  await client.query('ROLLBACK');
  return stored;
}

/** The database's half of the evidence: rows, repeats, a recount of every roll-up, who was told, and the audit trail. */
export async function readDatabase(
  client: pg.ClientBase,
  sources: readonly string[],
): Promise<Pick<Evidence, 'stored' | 'repeated' | 'recount' | 'audit' | 'untold'>> {
  const stored: Stored[] = [];
  for (const source of sources) for (const one of await readStored(client, source)) stored.push(one);
  const { rows } = await client.query<{ repeated: number }>(
    'SELECT coalesce(sum(repeated), 0)::bigint AS repeated FROM receipts WHERE source = ANY ($1)',
    [sources],
  );
  const { different, differences } = await recount(client, calendar);
  const [first] = differences;
  const words = first ? `${first.where}: ${first.expected}, found ${first.found}` : null;
  const { faults } = await verifyAudit(client);
  const [broken] = faults;
  const audit = { broken: faults.length, first: broken ? `row ${String(broken.seq)} ${broken.what}` : null };
  const untold = await readUntold(client);
  return { stored, repeated: rows[0]?.repeated ?? 0, recount: { different, first: words }, audit, untold };
}

/**
 * Alerts of priority P1 without a row in the outbox, of their own or of their incident's. One that was late, silenced or explained by
 * another calls nobody, and need not have one; nor need one that began and ended within one commit, of which nobody could be told in time.
 */
export async function readUntold(client: pg.ClientBase): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT a.rule || ' of ' || a.target AS name FROM alerts a
     WHERE a.priority = 'P1' AND NOT a.is_late AND a.silencing IS NULL AND a.suppression->>'why' = 'none'
       AND (a.closed_at IS NULL OR a.version > 1)
       AND NOT EXISTS (SELECT FROM notices n WHERE n.alert = a.id OR n.incident = a.incident) ORDER BY a.id`,
  );
  return rows.map(({ name }) => name);
}
