import { once } from 'node:events';
import { parseArgs } from 'node:util';
import type { CommandIo } from '../setup/command.ts';
import { dataFolder } from '../setup/folders.ts';
import { createProgress } from '../setup/progress.ts';
import { startSystem, type RunningSystem } from '../setup/start-system.ts';

export const summary = 'Start everything: servers, database, the six processes, and what feeds them (npm start)';
export const usage = `
  Ctrl-C stops everything in order. The environment may name NATS_URL, DATABASE_URL, REDIS_URL (then used, not started),
  DISPLAY_PORT (8080), PUBLIC_ORIGIN, VONGLAU_CITY (hanoi), VONGLAU_DATA (.data), VONGLAU_FEED (simulate, replay, none).`;

/** Runs the system until interrupted. */
export async function run(args: string[], io: CommandIo): Promise<number> {
  parseArgs({ args, options: {} });
  const progress = createProgress(io.stdout, () => performance.now());
  const system = await startSystem({ dataDir: dataFolder(io.env), env: io.env, progress, signal: io.signal });
  io.stdout.write(welcome(system));
  if (!io.signal.aborted) await once(io.signal, 'abort');
  await progress.step('Stopping', system.stop);
  return 0;
}

function welcome({ origin, office, world, mqttUrl }: RunningSystem): string {
  const wall = new URL('/wall', origin);
  if (world) wall.searchParams.set('world', world);
  if (office.wallToken) wall.searchParams.set('token', office.wallToken);
  return [
    '',
    'Vọng Lâu is running.',
    `  Wall (read only)  ${wall.href}`,
    `  Sign in           ${origin}/login`,
    `  Devices (MQTT)    ${mqttUrl}`,
    ...(office.firstPassword ? [`  Administrator     admin / ${office.firstPassword}   (shown only this once)`] : []),
    '  Stop              Ctrl-C',
    '',
    '',
  ].join('\n');
}
