import { parseArgs } from 'node:util';
import { resolve } from 'node:path';
import { findScenario } from '../senders/find-scenario.ts';
import { runSender } from '../senders/run-sender.ts';
import type { CommandIo } from '../setup/command.ts';
import { PROJECT_DIR } from '../setup/folders.ts';

export const summary = 'Simulate the city through the door, event by event, in a world of its own';
export const usage = `[--run demo] [--day 2026-11-23] [--from 00:00] [--days 1] [--until TIME] [--speed 60 | --rate EVENTS_PER_S]
  [--seed 1] [--scenario NAME|FILE]… [--heartbeat-s 60] [--city CITY]
  The world is sim:<run>; it begins on --day (today) at --from and ends after --days or at --until
  (2026-11-23T12:00).
  --speed     world seconds in a real one
  --rate      instead: as fast as it takes for so many events a second (up to 20,000). No event is made up for it: the
              world's clock runs faster, at night more so, and every figure stays that of one city
  --seed      another seed is another day; the same one is the same to the last event
  --scenario  what goes wrong, when and where: vonglau simulate list; several at once are fine
  --heartbeat-s  seconds between two heartbeats of a kiosk, and two checks of a connected system at least; more makes fast
              runs lighter
  --city      a folder of infra/localities; its assets must be those of the running system
  Ctrl-C stops; the same command goes on from there, also after a crash.`;

/** Simulates until the end of the run or an interruption. */
export async function run(args: string[], io: CommandIo): Promise<number> {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    args,
    options: {
      ...{ run: text, day: text, from: text, days: text, until: text, speed: text, rate: text, seed: text, city: text },
      ...{ 'heartbeat-s': text, scenario: { type: 'string', multiple: true } },
    },
  });
  const { scenario: scenarios = [], city, ...passed } = values;
  const options = Object.entries(passed).flatMap(([name, value]) => [`--${name}`, value]);
  const files = scenarios.flatMap((name) => ['--scenario', findScenario(name)]);
  const folder = city === undefined ? [] : ['--city', resolve(PROJECT_DIR, 'infra/localities', city)];
  return runSender('ingest/senders/simulator/main.ts', [...folder, ...options, ...files], io);
}
