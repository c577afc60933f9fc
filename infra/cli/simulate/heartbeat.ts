import { parseArgs } from 'node:util';
import { runSender } from '../../senders/run-sender.ts';
import type { CommandIo } from '../../setup/command.ts';

export const summary = "Send a heartbeat of the city's placeholder kiosks, in the world sim:heartbeat";
export const usage = `
  Every placeholder kiosk sends one healthy heartbeat a minute, spread evenly; nothing else is invented.
  Ctrl-C stops; the same command goes on with the next sequence number.`;

/** Sends until interrupted. */
export async function run(args: string[], io: CommandIo): Promise<number> {
  parseArgs({ args, options: {} });
  return runSender('ingest/senders/heartbeat/main.ts', [], io);
}
