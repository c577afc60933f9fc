import { wallSettings } from '../locality/wall-settings.ts';
import type { WallTold } from '../wire/wall-commands.ts';
import type { Sql } from './sql.ts';

type Row = Omit<WallTold, 'wall'> & { body: string };

/** The walls of the city as they are set now, by id; none where nobody has said anything of a wall. */
export async function listWalls(sql: Sql): Promise<WallTold[]> {
  const { rows } = await sql.query<Row>(
    `SELECT body, edited_by AS "editedBy", valid_from AS since
     FROM walls WHERE valid_from <= now() AND (valid_to > now() OR valid_to IS NULL) ORDER BY id`,
  );
  return rows.map(({ body, ...rest }) => ({ wall: wallSettings.parse(JSON.parse(body)), ...rest }));
}
