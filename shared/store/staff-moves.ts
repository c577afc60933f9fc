import type { StaffMeasure, StaffMoveKind } from '../staff/staff-move.ts';
import type { MoveEffect } from '../staff/suggest-moves.ts';
import type { Sql } from './sql.ts';

/** People at a point beside its establishment, for a time. Instants are the world's. */
export type StaffMoveRow = {
  readonly id: number;
  readonly world: string;
  readonly kind: StaffMoveKind;
  readonly fromPoint: string | null;
  readonly toPoint: string;
  readonly people: number;
  readonly fromMs: number;
  readonly toMs: number;
  readonly why: string;
  readonly expected: MoveEffect | null;
  readonly madeBy: string;
  readonly madeMs: number;
  readonly endedBy: string | null;
  readonly endedMs: number | null;
  readonly before: StaffMeasure | null;
  readonly after: StaffMeasure | null;
};

const inMs = (column: string): string => `(extract(epoch FROM ${column}) * 1000)::bigint`;
const columns = `id, world, kind, from_point AS "fromPoint", to_point AS "toPoint", people, ${inMs('from_at')} AS "fromMs",
  ${inMs('to_at')} AS "toMs", why, expected, made_by AS "madeBy", ${inMs('made_at')} AS "madeMs", ended_by AS "endedBy",
  ${inMs('ended_at')} AS "endedMs", before, after`;

type New = Omit<StaffMoveRow, 'id' | 'endedBy' | 'endedMs' | 'before' | 'after'> & { readonly measureMs: number };

/** Adds a move; returns its number. */
export async function insertStaffMove(sql: Sql, move: New): Promise<number> {
  const { rows } = await sql.query<{ id: number }>(
    `INSERT INTO staff_moves (world, kind, from_point, to_point, people, from_at, to_at, why, expected, made_by, made_at,
       measure_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) RETURNING id`,
    [
      ...[move.world, move.kind, move.fromPoint, move.toPoint, move.people, new Date(move.fromMs), new Date(move.toMs)],
      ...[move.why, move.expected && JSON.stringify(move.expected), move.madeBy, new Date(move.madeMs)],
      new Date(move.measureMs),
    ],
  );
  const [added] = rows;
  if (!added) throw new Error('staff_moves: the move was not stored');
  return added.id;
}

/** The moves of a world that touch some time, the newest first. */
export async function listStaffMoves(
  sql: Sql,
  { world, fromMs, toMs }: { world: string; fromMs: number; toMs: number },
): Promise<StaffMoveRow[]> {
  const { rows } = await sql.query<StaffMoveRow>(
    `SELECT ${columns} FROM staff_moves WHERE world = $1 AND to_at > $2 AND from_at < $3 ORDER BY from_at DESC, id DESC`,
    [world, new Date(fromMs), new Date(toMs)],
  );
  return rows;
}

/** A move by its number, held to the end of the transaction. */
export async function lockStaffMove(sql: Sql, id: number): Promise<StaffMoveRow | undefined> {
  const { rows } = await sql.query<StaffMoveRow>(`SELECT ${columns} FROM staff_moves WHERE id = $1 FOR UPDATE`, [id]);
  return rows[0];
}

/** Ends a move now; one that has not begun never was. */
export async function endStaffMove(
  sql: Sql,
  id: number,
  { by, atMs, measureMs }: { by: string; atMs: number; measureMs: number },
): Promise<void> {
  await sql.query(
    `UPDATE staff_moves SET ended_by = $2, ended_at = $3, to_at = greatest($3, from_at + interval '1 millisecond'),
       measure_at = $4 WHERE id = $1`,
    [id, by, new Date(atMs), new Date(measureMs)],
  );
}

/** Moves of a world that can be measured by now and were not. */
export async function listUnmeasuredMoves(sql: Sql, world: string, nowMs: number): Promise<StaffMoveRow[]> {
  const { rows } = await sql.query<StaffMoveRow>(
    `SELECT ${columns} FROM staff_moves WHERE world = $1 AND after IS NULL AND measure_at <= $2 ORDER BY id LIMIT 50`,
    [world, new Date(nowMs)],
  );
  return rows;
}

/** Keeps what was measured. */
export async function setMoveMeasured(
  sql: Sql,
  id: number,
  { before, after }: { before: StaffMeasure; after: StaffMeasure },
): Promise<void> {
  await sql.query('UPDATE staff_moves SET before = $2, after = $3 WHERE id = $1', [
    ...[id, JSON.stringify(before), JSON.stringify(after)],
  ]);
}
