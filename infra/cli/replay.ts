import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { cityFolder, runSender } from '../senders/run-sender.ts';
import type { CommandIo } from '../setup/command.ts';

export const summary = 'Replay a file of real events through the door, into a world of its own';
export const usage = `FILE --as MAPPING [--speed 60] [--from DATE] [--to DATE] [--loop] [--world replay:NAME] [--check]
  MAPPING is a file, or the name of one of the city's (infra/localities/<city>/mappings); how to write one is told in
  infra/localities/README.md. Dates are the source's own. Weekday and time of day are kept, the date moves.
  --loop   begin again at the end, for ever
  --check  only tell what the mapping makes of the file; needs no running system
  Ctrl-C stops; the same command goes on from there.`;

/** Replays one file until its end or an interruption. */
export async function run(args: string[], io: CommandIo): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      as: { type: 'string' },
      speed: { type: 'string' },
      from: { type: 'string' },
      to: { type: 'string' },
      world: { type: 'string' },
      loop: { type: 'boolean' },
      check: { type: 'boolean' },
    },
  });
  const [file] = positionals;
  if (file === undefined || values.as === undefined)
    throw new Error(`needs FILE --as MAPPING\nvonglau replay ${usage}`);
  const { as, ...passed } = values;
  const options = Object.entries(passed).flatMap(([name, value]) =>
    typeof value === 'string' ? [`--${name}`, value] : [`--${name}`],
  );
  const mapping = findMapping(as, cityFolder(io.env));
  return runSender('ingest/senders/file/main.ts', ['--file', resolve(file), '--mapping', mapping, ...options], io);
}

function findMapping(name: string, city: string): string {
  if (existsSync(name)) return resolve(name);
  const folder = join(city, 'mappings');
  const shipped = join(folder, `${name}.yaml`);
  if (existsSync(shipped)) return shipped;
  const names = existsSync(folder) ? readdirSync(folder).map((file) => file.replace(/\.yaml$/, '')) : [];
  throw new Error(`there is no mapping ${name}; the city has ${names.join(', ') || 'none'}`);
}
