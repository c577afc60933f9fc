import { aroundMs, type ParkingSpan } from './read-parking-day.ts';
import type { Sql } from './sql.ts';

/** Whether anything was counted or withdrawn after a frame of the log that a day's account reads. */
export async function hasParkingNews(
  sql: Sql,
  { world, fromMs, toMs, since }: ParkingSpan & { readonly since: number },
): Promise<boolean> {
  const { rows } = await sql.query<{ news: boolean }>(
    `SELECT EXISTS (SELECT FROM events WHERE world = $1 AND seq > $2 AND time >= $3 AND time < $4 AND starts_with(type, 'parking.'))
       OR EXISTS (SELECT FROM voids WHERE applied AND kind = 'parking' AND seq > $2 AND time >= $3 AND time < $4) AS news`,
    [world, since, new Date(fromMs - aroundMs), new Date(toMs + aroundMs)],
  );
  return rows[0]?.news ?? true;
}
