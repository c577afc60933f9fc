import { closureColumns, toClosureTold, type ClosureRow } from '#shared/store/list-closures.ts';
import { closurePropose, closureWithdraw } from '#shared/wire/promise-commands.ts';
import { defineCommand } from './command.ts';

const longestMs = 31 * 86_400_000;

/** `closure.propose`: a unit announces that places of its own will be closed. It silences nothing until duty accepts it. */
export const closureProposeCommand = defineCommand({
  verb: 'closure.propose',
  repeat: 'once',
  needs: 'promise.answer',
  objectOf: ({ world, unit }) => ({ world, unit }),
  body: closurePropose,
  fault: ({ from, to }) => {
    const lengthMs = Date.parse(to) - Date.parse(from);
    if (lengthMs <= 0) return 'to: must be later than from';
    return lengthMs > longestMs ? 'to: at most 31 days after from; announce it again then' : undefined;
  },
  act: async ({ world, unit, assets, from, to, reason }, { sql, duty, actor }) => {
    const now = duty.nowOf(world);
    if (Date.parse(to) <= now.getTime()) {
      const message = `to: ${to} is over; ${world} reads ${now.toISOString()}`;
      return { answer: { ok: false, code: 'invalid', message } };
    }
    const { rows: own } = await sql.query<{ code: string }>(
      'SELECT DISTINCT code FROM assets WHERE unit = $1 AND code = ANY($2::text[]) AND (valid_to IS NULL OR valid_to > $3)',
      [unit, assets, now],
    );
    const others = assets.filter((asset) => !own.some(({ code }) => code === asset));
    if (others.length > 0) {
      return { answer: { ok: false, code: 'not-found', message: `assets: ${others.join(', ')}: not of ${unit}` } };
    }
    const { rows } = await sql.query<ClosureRow>(
      `INSERT INTO planned_closures (world, unit, assets, from_at, to_at, reason, state, proposed_by, proposed_at)
       VALUES ($1, $2, $3, $4, $5, $6, 'proposed', $7, $8) RETURNING ${closureColumns}`,
      [world, unit, assets, from, to, reason, actor, now],
    );
    const [row] = rows;
    if (!row) throw new Error('planned_closures: the closure was not stored');
    const value = toClosureTold(row);
    return { answer: { ok: true, value }, audit: { subject: `closure:${row.id}`, detail: { ...value } } };
  },
});

/** `closure.withdraw`: as long as it is not decided. */
export const closureWithdrawCommand = defineCommand({
  verb: 'closure.withdraw',
  repeat: 'once',
  needs: 'promise.answer',
  objectOf: ({ unit }) => ({ unit }),
  body: closureWithdraw,
  act: async ({ id, unit }, { sql, duty, actor }) => {
    const { rows } = await sql.query<ClosureRow>(
      `UPDATE planned_closures SET state = 'withdrawn', decided_by = $3, decided_at = $4
       WHERE id = $1 AND unit = $2 AND state = 'proposed' RETURNING ${closureColumns}`,
      [id, unit, actor, duty.now],
    );
    const [row] = rows;
    if (!row) {
      const message = `there is no closure ${id} of ${unit} that waits for a decision`;
      return { answer: { ok: false, code: 'not-found', message } };
    }
    return { answer: { ok: true, value: toClosureTold(row) }, audit: { subject: `closure:${id}`, detail: { unit } } };
  },
});
