import { parseArgs } from 'node:util';
import { staffMoveKinds } from '#shared/staff/staff-move.ts';
import type { StaffMoved } from '#shared/wire/staff-commands.ts';
import { askOwner } from '../../commands/ask-owner.ts';
import type { CommandIo } from '../../setup/command.ts';

export const summary = 'Note that people work at another point for a time; what it did is measured afterwards';
export const usage = `--kind ${staffMoveKinds.join('|')} [--from POINT] --to POINT --people N --until INSTANT --why TEXT
  [--since INSTANT] [--world live] [--json]
  --kind   move: from another point (--from); transfer: from the city; lawyers; volunteers: of a campaign
  --since  without it: now`;

const text = { type: 'string' } as const;

/** Notes it. */
export async function run(args: string[], io: CommandIo): Promise<undefined> {
  const { values } = parseArgs({
    args,
    options: {
      ...{ kind: text, from: text, to: text, people: text, since: text, until: text, why: text },
      ...{ world: { type: 'string', default: 'live' }, json: { type: 'boolean', default: false } },
    },
  });
  const { json, people, since, until, ...wish } = values;
  const body = { ...wish, people: Number(people), toAt: until, ...(since !== undefined && { fromAt: since }) };
  const moved = await askOwner<StaffMoved>('office', io, 'staff.move', body);
  io.stdout.write(
    json ? `${JSON.stringify(moved, null, 2)}\n` : `move ${moved.id} is noted, ${moved.from} – ${moved.to}\n`,
  );
}
