import type { ChannelKind } from '../wire/notify-commands.ts';
import type { Sql } from './sql.ts';

/** A contact as it is kept; its addresses are sealed. */
export type ContactRow = {
  readonly id: string;
  readonly office: string | null;
  readonly account: string | null;
  readonly nameVi: string;
  readonly nameEn: string;
  readonly phoneSealed: Buffer | null;
  readonly emailSealed: Buffer | null;
  readonly deputy: string | null;
  readonly hours: string | null;
  readonly quiet: string | null;
  readonly channels: readonly ChannelKind[];
  readonly drills: boolean;
  readonly version: number;
};

/** Everybody who can be reached, by id; `ids`: only these. */
export async function listContacts(sql: Sql, ids: readonly string[] | null = null): Promise<ContactRow[]> {
  const { rows } = await sql.query<ContactRow>(
    `SELECT id, office, account, name_vi AS "nameVi", name_en AS "nameEn", phone_sealed AS "phoneSealed",
       email_sealed AS "emailSealed", deputy, hours, quiet, channels, drills, version
     FROM contacts WHERE $1::text[] IS NULL OR id = ANY($1) ORDER BY id`,
    [ids],
  );
  return rows;
}
