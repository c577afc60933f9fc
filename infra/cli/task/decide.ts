import { parseArgs } from 'node:util';
import type { CommandIo } from '../../setup/command.ts';
import { readTaskNumber } from '../../tasks/read-task-number.ts';
import { sendMove } from '../../tasks/send-move.ts';

export const summary = 'Decide on a task: accept or return it, grant or refuse more time, withdraw it';
export const usage = `NUMBER accept|return|grant|refuse|withdraw [--why TEXT] [--note TEXT] [--json]
  --why   for return, refuse and withdraw
  --note  for accept and grant, if there is anything to say
Not by who reported it done or asked for more time.`;

const text = { type: 'string' } as const;
const moves = ['accept', 'return', 'grant', 'refuse', 'withdraw'];

/** Decides. */
export async function run(args: string[], io: CommandIo): Promise<undefined> {
  const { values, positionals } = parseArgs({
    args,
    options: { why: text, note: text, json: { type: 'boolean', default: false } },
    allowPositionals: true,
  });
  const [number, move = ''] = positionals;
  if (!moves.includes(move) || positionals.length > 2) throw new Error(`say what to do: ${moves.join(', ')}; --help`);
  await sendMove(io, { id: readTaskNumber(number === undefined ? [] : [number]), move, ...values });
}
