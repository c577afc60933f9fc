import type { ClientBase } from 'pg';

/** What migrations fill by themselves: a release may have changed it, so it is emptied before its rows go in. */
export const filledByMigrations: readonly string[] = ['brief_periods', 'chains', 'rotas'];

type Table = { readonly name: string; readonly columns: string[]; readonly refersTo: readonly string[] };

/** Every row of every table of ours as SQL that fills the same schema again, one row per line. */
export async function dumpTables(client: ClientBase): Promise<string> {
  const parts: string[] = [];
  for (const { statement } of await readPartitions(client)) parts.push(`${statement};\n`);
  for (const table of await listTables(client)) {
    const columns = table.columns.map((column) => client.escapeIdentifier(column)).join(', ');
    const { rows } = await client.query<{ row: string }>(
      `SELECT row_to_json(t)::text AS row FROM (SELECT ${columns} FROM ${table.name}) t ORDER BY 1`,
    );
    if (filledByMigrations.includes(table.name)) parts.push(`DELETE FROM ${table.name};\n`);
    if (rows.length === 0) continue;
    const list = rows.map(({ row }) => row).join(',\n');
    parts.push(
      `INSERT INTO ${table.name} (${columns}) OVERRIDING SYSTEM VALUE\nSELECT ${columns} FROM json_populate_recordset(NULL::${table.name}, $rows$[\n${list}\n]$rows$);\n`,
    );
  }
  for (const { statement } of await readSequences(client)) parts.push(`${statement};\n`);
  return parts.join('\n');
}

/** Tables in an order in which none comes before one that it refers to; what is partitioned is one. */
export async function listTables(client: ClientBase): Promise<Table[]> {
  const { rows } = await client.query<Table>(
    `SELECT c.relname AS name, array_agg(a.attname::text ORDER BY a.attnum) AS columns,
       ARRAY(SELECT k.confrelid::regclass::text FROM pg_constraint k
             WHERE k.conrelid = c.oid AND k.contype = 'f' AND k.confrelid <> c.oid) AS "refersTo"
     FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
       AND c.relname <> 'schema_migrations'
     GROUP BY c.oid, c.relname ORDER BY c.relname`,
  );
  const ordered = new Set<Table>();
  while (ordered.size < rows.length) {
    const names = new Set(Array.from(ordered, ({ name }) => name));
    const next = rows.filter((row) => !ordered.has(row) && row.refersTo.every((name) => names.has(name)));
    if (next.length === 0) throw new Error('tables refer to one another in a circle');
    for (const table of next) ordered.add(table);
  }
  return [...ordered];
}

async function readPartitions(client: ClientBase): Promise<{ statement: string }[]> {
  const { rows } = await client.query<{ statement: string }>(
    `SELECT format('CREATE TABLE %I PARTITION OF %s %s', c.relname, i.inhparent::regclass, pg_get_expr(c.relpartbound, c.oid)) AS statement
     FROM pg_class c JOIN pg_inherits i ON i.inhrelid = c.oid
     WHERE c.relnamespace = 'public'::regnamespace AND c.relispartition AND c.relkind = 'r' ORDER BY c.relname`,
  );
  return rows;
}

async function readSequences(client: ClientBase): Promise<{ statement: string }[]> {
  const { rows } = await client.query<{ statement: string }>(
    `SELECT format('SELECT setval(pg_get_serial_sequence(%L, %L), %s)', table_name, column_name,
       coalesce(pg_sequence_last_value(pg_get_serial_sequence(table_name, column_name)::regclass), 1)) AS statement
     FROM information_schema.columns WHERE table_schema = 'public' AND is_identity = 'YES' ORDER BY table_name`,
  );
  return rows;
}
