import type { ChainView } from '../wire/notify-commands.ts';
import type { Sql } from './sql.ts';

/** Every escalation chain, in the order in which they are tried. */
export async function listChains(sql: Sql): Promise<ChainView[]> {
  const { rows } = await sql.query<{ view: ChainView }>(
    `SELECT body || jsonb_build_object('position', position, 'version', version) AS view FROM chains
     ORDER BY position, id`,
  );
  return rows.map(({ view }) => view);
}
