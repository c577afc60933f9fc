import type { AttachmentType } from '../duty/incident/incident-acts.ts';
import type { LinkView } from '../wire/incident-commands.ts';
import type { Sql } from './sql.ts';

/** A file of an incident, without what is in it. */
export type AttachmentRow = {
  readonly id: number;
  readonly incident: number;
  readonly name: string;
  readonly type: AttachmentType;
  readonly size: number;
  readonly sha256: string;
  readonly by: string;
  readonly at: Date;
};

const columns = `id, incident, name, type, octet_length(bytes) AS size, sha256, added_by AS by, added_at AS at`;

/** Adds a file; returns its id. */
export async function insertAttachment(
  sql: Sql,
  file: Omit<AttachmentRow, 'id' | 'size'> & { readonly bytes: Buffer },
): Promise<number> {
  const { rows } = await sql.query<{ id: number }>(
    `INSERT INTO incident_attachments (incident, name, type, sha256, bytes, added_by, added_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id`,
    [file.incident, file.name, file.type, file.sha256, file.bytes, file.by, file.at],
  );
  return idOf(rows);
}

/** The files of an incident that are shown. */
export async function listAttachments(sql: Sql, incident: number): Promise<AttachmentRow[]> {
  const { rows } = await sql.query<AttachmentRow>(
    `SELECT ${columns} FROM incident_attachments WHERE incident = $1 AND removed_at IS NULL ORDER BY id`,
    [incident],
  );
  return rows;
}

/** A file with what is in it, if it is shown. */
export async function readAttachment(
  sql: Sql,
  { incident, id }: { incident: number; id: number },
): Promise<(AttachmentRow & { readonly bytes: Buffer }) | undefined> {
  const { rows } = await sql.query<AttachmentRow & { bytes: Buffer }>(
    `SELECT ${columns}, bytes FROM incident_attachments WHERE incident = $1 AND id = $2 AND removed_at IS NULL`,
    [incident, id],
  );
  return rows[0];
}

/** Adds a link; returns its id. */
export async function insertLink(
  sql: Sql,
  { incident, url, text, by }: { incident: number; url: string; text: string | null; by: string },
): Promise<number> {
  const { rows } = await sql.query<{ id: number }>(
    'INSERT INTO incident_links (incident, url, text, added_by) VALUES ($1, $2, $3, $4) RETURNING id',
    [incident, url, text, by],
  );
  return idOf(rows);
}

/** The links of an incident that are shown. */
export async function listLinks(sql: Sql, incident: number): Promise<LinkView[]> {
  const { rows } = await sql.query<LinkView>(
    `SELECT id, url, text, added_by AS by FROM incident_links WHERE incident = $1 AND removed_at IS NULL ORDER BY id`,
    [incident],
  );
  return rows;
}

/** Hides a link or file of an incident, or (null) shows it again; false: it has none such. */
export async function setRemoved(
  sql: Sql,
  table: 'incident_links' | 'incident_attachments',
  { incident, id, at }: { incident: number; id: number; at: Date | null },
): Promise<boolean> {
  const { rowCount } = await sql.query(
    `UPDATE ${table} SET removed_at = $3 WHERE incident = $1 AND id = $2 AND (removed_at IS NULL) = ($3::timestamptz IS NOT NULL)`,
    [incident, id, at],
  );
  return rowCount === 1;
}

function idOf(rows: readonly { id: number }[]): number {
  const [added] = rows;
  if (!added) throw new Error('incidents: the row was not stored');
  return added.id;
}
