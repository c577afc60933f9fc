import type { Sql } from './sql.ts';

/** The offices that a message can reach: there is a contact of theirs, and it has an address or a number. */
export async function listReachableOffices(sql: Sql): Promise<string[]> {
  const { rows } = await sql.query<{ office: string }>(
    `SELECT office FROM contacts
     WHERE office IS NOT NULL AND (phone_sealed IS NOT NULL OR email_sealed IS NOT NULL) ORDER BY office`,
  );
  return rows.map(({ office }) => office);
}
