import { listPlaces } from '#shared/store/list-places.ts';
import { readWorldNow } from '#shared/store/read-world-now.ts';
import { endStaffMove, insertStaffMove, listStaffMoves, lockStaffMove } from '#shared/store/staff-moves.ts';
import { measuredAtMs } from '#shared/staff/staff-move.ts';
import { staffEnd, staffList, staffMove, type StaffMoved } from '#shared/wire/staff-commands.ts';
import { defineCommand, type Command, type Outcome } from '../commands/command.ts';

const dayMs = 86_400_000;
const pastDays = 35;
/** The longest campaign. */
const mostDays = 400;

/** `staff.move`: noted, and measured once it can be. */
const staffMoveCommand = defineCommand({
  verb: 'staff.move',
  repeat: 'once',
  needs: 'staff.move',
  objectOf: ({ world }) => ({ world }),
  body: staffMove,
  fault: ({ kind, from, to }) => {
    if ((kind === 'move') !== (from !== undefined)) return 'from: a move names the point that gives them, others none';
    return from === to ? 'from: the same point as to' : undefined;
  },
  act: async ({ world, from, to, fromAt, toAt, expected, ...wish }, { sql, now, actor }): Promise<Outcome> => {
    const nowMs = await readWorldNow(sql, world, now.getTime());
    if (nowMs === undefined) return refuse('not-found', `world: there is no ${world}; world list shows all`);
    const [fromMs, toMs] = [fromAt === undefined ? nowMs : Date.parse(fromAt), Date.parse(toAt)];
    if (toMs <= fromMs || toMs - fromMs > mostDays * dayMs) {
      return refuse('invalid', `toAt: must be after the beginning, by ${mostDays} days at most`);
    }
    const points = (await listPlaces(sql, new Date(nowMs))).filter(({ kind }) => kind === 'point' || kind === 'branch');
    const unknown = [to, ...(from === undefined ? [] : [from])].find(
      (code) => !points.some((point) => point.code === code),
    );
    if (unknown !== undefined) return refuse('not-found', `the city has no service point or branch ${unknown}`);
    const measureMs = measuredAtMs({ fromMs, toMs });
    const id = await insertStaffMove(sql, {
      ...{ ...wish, world, fromPoint: from ?? null, toPoint: to, fromMs, toMs, expected: expected ?? null },
      ...{ madeBy: actor, madeMs: nowMs, measureMs },
    });
    const value: StaffMoved = { id, from: new Date(fromMs).toISOString(), to: new Date(toMs).toISOString() };
    const detail = {
      ...wish,
      world,
      fromPoint: from ?? null,
      toPoint: to,
      fromAt: value.from,
      toAt: value.to,
      expected,
    };
    return { answer: { ok: true, value }, audit: { subject: `staff:${id}`, detail } };
  },
});

/** `staff.end`: what was measured of it counts until then. */
const staffEndCommand = defineCommand({
  verb: 'staff.end',
  repeat: 'once',
  needs: 'staff.move',
  body: staffEnd,
  act: async ({ id }, { sql, now, actor }): Promise<Outcome> => {
    const move = await lockStaffMove(sql, id);
    if (!move) return refuse('not-found', `there is no move ${id}; staff list shows what there is`);
    const atMs = (await readWorldNow(sql, move.world, now.getTime())) ?? now.getTime();
    if (move.endedMs !== null || move.toMs <= atMs) return refuse('conflict', `move ${id} is over already`);
    const toMs = Math.max(atMs, move.fromMs + 1);
    await endStaffMove(sql, id, { by: actor, atMs, measureMs: measuredAtMs({ fromMs: move.fromMs, toMs }) });
    const value: StaffMoved = { id, from: new Date(move.fromMs).toISOString(), to: new Date(toMs).toISOString() };
    return { answer: { ok: true, value }, audit: { subject: `staff:${id}`, detail: { ...value } } };
  },
});

/** `staff.list`. */
const staffListCommand = defineCommand({
  verb: 'staff.list',
  repeat: 'any',
  needs: 'staff.see',
  objectOf: ({ world }) => ({ world }),
  body: staffList,
  act: async ({ world, all }, { sql, now }) => {
    const nowMs = (await readWorldNow(sql, world, now.getTime())) ?? now.getTime();
    const fromMs = all ? nowMs - pastDays * dayMs : nowMs;
    const value = await listStaffMoves(sql, { world, fromMs, toMs: nowMs + mostDays * dayMs });
    return { answer: { ok: true, value } };
  },
});

/** Every verb on staff. */
export const staffCommands: readonly Command[] = [staffMoveCommand, staffEndCommand, staffListCommand];

function refuse(code: 'invalid' | 'not-found' | 'conflict', message: string): Outcome {
  return { answer: { ok: false, code, message } };
}
