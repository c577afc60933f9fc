import type { ClientBase } from 'pg';
import type { Finding } from './logged-event.ts';

/** Keeps what was found and not counted: whole, with why. */
export async function insertFindings(client: ClientBase, found: readonly Finding[]): Promise<void> {
  if (found.length === 0) return;
  await client.query(
    `INSERT INTO findings (seq, idx, world, source, id, found, detail, event)
     SELECT * FROM unnest($1::bigint[], $2::int[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::json[])`,
    [
      found.map(({ seq }) => seq),
      found.map(({ idx }) => idx),
      found.map(({ world }) => clean(world)),
      found.map(({ source }) => clean(source)),
      found.map(({ id }) => clean(id)),
      found.map((item) => item.found),
      found.map(({ detail }) => clean(detail)),
      found.map(({ event }) => (event === null ? null : JSON.stringify(event))),
    ],
  );
}

/** PostgreSQL text holds no NUL. */
function clean(text: string): string {
  return text.replaceAll('\0', '\uFFFD').slice(0, 1_000);
}
