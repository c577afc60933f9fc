import { parseArgs } from 'node:util';
import type { CommandIo } from '../../setup/command.ts';
import { readTaskNumber } from '../../tasks/read-task-number.ts';
import { sendMove } from '../../tasks/send-move.ts';

export const summary = 'Answer for a task: read, start, ask for more time, finish it, add a note';
export const usage = `NUMBER read|start|ask|finish|note [--due DAY] [--why TEXT] [--text TEXT] [--url URL] [--json]
  ask     --due the working day until which, --why
  finish  --text, --url or both: what shows that it is done
  note    --text`;

const text = { type: 'string' } as const;
const moves = ['read', 'start', 'ask', 'finish', 'note'];

/** Answers. */
export async function run(args: string[], io: CommandIo): Promise<undefined> {
  const { values, positionals } = parseArgs({
    args,
    options: { due: text, why: text, text, url: text, json: { type: 'boolean', default: false } },
    allowPositionals: true,
  });
  const [number, move = ''] = positionals;
  if (!moves.includes(move) || positionals.length > 2) throw new Error(`say what to do: ${moves.join(', ')}; --help`);
  await sendMove(io, { id: readTaskNumber(number === undefined ? [] : [number]), move, ...values });
}
