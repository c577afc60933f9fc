import type { ChannelSettings } from '../wire/notify-commands.ts';
import type { Sql } from './sql.ts';

/** A way messages leave; its secret is sealed. */
export type ChannelRow = {
  readonly kind: ChannelSettings['kind'];
  readonly settings: ChannelSettings;
  readonly secretSealed: Buffer | null;
  readonly version: number;
};

/** Every channel that was set up, by kind. */
export async function listChannels(sql: Sql): Promise<ChannelRow[]> {
  const { rows } = await sql.query<ChannelRow>(
    'SELECT kind, settings, secret_sealed AS "secretSealed", version FROM channels ORDER BY kind',
  );
  return rows;
}
