import { parseArgs } from 'node:util';
import { readWorldClock, type WorldClock } from '#shared/wire/world.ts';
import { askOwner } from '../../commands/ask-owner.ts';
import { formatTable } from '../../office/format-table.ts';
import type { CommandIo } from '../../setup/command.ts';

export const summary = 'List the worlds and what their clocks read';
export const usage = '[--json]';

/** Lists `live` and every other world there is. */
export async function run(args: string[], io: CommandIo): Promise<undefined> {
  const { values } = parseArgs({ args, options: { json: { type: 'boolean', default: false } } });
  const worlds = await askOwner<WorldClock[]>('office', io, 'world.list');
  if (values.json) {
    io.stdout.write(`${JSON.stringify(worlds, null, 2)}\n`);
    return;
  }
  const realMs = Date.now();
  const rows = worlds.map((clock) => {
    const { nowMs, speed } = readWorldClock(clock, realMs);
    return [clock.world, new Date(nowMs).toISOString(), speed === 0 ? 'stands' : `×${String(speed)}`];
  });
  io.stdout.write(formatTable(['WORLD', 'CLOCK', 'SPEED'], [['live', new Date(realMs).toISOString(), '×1'], ...rows]));
}
