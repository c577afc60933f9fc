import type { ClientBase } from 'pg';
import type { LoggedEvent, Poison } from './logged-event.ts';

/** Keeps what was accepted and could not be counted: whole, with why, once per place in the log. */
export async function insertFindings(
  client: ClientBase,
  poison: readonly Poison[],
  conflicts: readonly LoggedEvent[],
): Promise<void> {
  const found = [
    ...poison.map((item) => ({ ...item, found: item.idx >= 0 && isWithdrawal(item.event) ? 'void' : 'poison' })),
    ...conflicts.map(({ seq, idx, event }) => ({
      ...{ seq, idx, world: event.world, source: event.source, id: event.id, event, found: 'conflict' },
      detail: 'this identity was counted with another content',
    })),
  ];
  if (found.length === 0) return;
  await client.query(
    `INSERT INTO findings (seq, idx, world, source, id, found, detail, event)
     SELECT * FROM unnest($1::bigint[], $2::int[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::json[])
     ON CONFLICT (seq, idx) DO NOTHING`,
    [
      found.map(({ seq }) => seq),
      found.map(({ idx }) => idx),
      found.map(({ world }) => clean(world)),
      found.map(({ source }) => clean(source)),
      found.map(({ id }) => clean(id)),
      found.map((item) => item.found),
      found.map(({ detail }) => clean(detail)),
      found.map(({ event }) => JSON.stringify(event)),
    ],
  );
}

function isWithdrawal(event: unknown): boolean {
  return String((event as { type?: unknown } | null)?.type).endsWith('.voided');
}

/** PostgreSQL text holds no NUL. */
function clean(text: string): string {
  return text.replaceAll('\0', '\uFFFD').slice(0, 1_000);
}
