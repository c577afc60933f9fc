import type { HandoverView, ShiftSeen } from '../wire/shift-commands.ts';
import type { Sql } from './sql.ts';

type Row<View extends HandoverView> = Omit<View, 'offeredAt' | 'answeredAt'> & {
  readonly offeredAt: Date;
  readonly answeredAt: Date | null;
};

const columns = `id, world, state, made_by AS by, made_for AS to, offered_at AS "offeredAt", note,
  answered_by AS "answeredBy", answered_at AS "answeredAt", answer`;

/** The last handovers of a world, newest first. */
export async function listHandovers(sql: Sql, world: string, most = 30): Promise<HandoverView[]> {
  const { rows } = await sql.query<Row<HandoverView>>(
    `SELECT ${columns} FROM handovers WHERE world = $1 ORDER BY id DESC LIMIT $2`,
    [world, most],
  );
  return rows.map(toView);
}

/** A handover with all it said; undefined: there is none. */
export async function readHandover(sql: Sql, id: number): Promise<ShiftSeen | undefined> {
  const { rows } = await sql.query<Row<ShiftSeen>>(`SELECT ${columns}, content FROM handovers WHERE id = $1`, [id]);
  return rows.map(toView)[0];
}

function toView<View extends HandoverView>({ offeredAt, answeredAt, ...row }: Row<View>): View {
  const told = { ...row, offeredAt: offeredAt.toISOString(), answeredAt: answeredAt?.toISOString() ?? null };
  return told as unknown as View;
}
