import { join } from 'node:path';
import { nextFreePort, rememberedPort } from './free-port.ts';

/** Ports of the processes, as their environment names them. */
export type Ports = { INGEST_PORT: string; MQTT_PORT: string; LIVE_PORT: string; DISPLAY_PORT: string };

/**
 * A port that the environment names, or the next free one after it; else the inner ones are those remembered in the data
 * folder and the public one is 8080. Whatever is not as wished is said.
 */
export async function choosePorts(
  { dataDir, env }: { dataDir: string; env: NodeJS.ProcessEnv },
  say: (line: string) => void,
): Promise<Ports> {
  const wished = async (name: string, port: string, host: string): Promise<string> => {
    const free = String(await nextFreePort(readPort(name, port), host));
    if (free !== port) say(`! ${name}: port ${port} is taken, using ${free}`);
    return free;
  };
  const inner = async (name: string, port: string | undefined, host = '127.0.0.1'): Promise<string> => {
    if (port !== undefined) return wished(name, port, host);
    const file = join(dataDir, 'run', `${name}.port`);
    return String(
      await rememberedPort(file, name, ({ text }) => {
        say(`! ${text}`);
      }),
    );
  };
  return {
    INGEST_PORT: await inner('ingest', env.INGEST_PORT),
    MQTT_PORT: await inner('mqtt', env.MQTT_PORT, env.MQTT_HOST),
    LIVE_PORT: await inner('live', env.LIVE_PORT),
    DISPLAY_PORT: await wished('display', env.DISPLAY_PORT ?? '8080', '0.0.0.0'),
  };
}

/** The private ports on which the processes tell how they are, by process; remembered in the data folder. */
export async function chooseHealthPorts(
  dataDir: string,
  names: readonly string[],
  say: (line: string) => void,
): Promise<ReadonlyMap<string, number>> {
  const ports = new Map<string, number>();
  for (const name of names) {
    const file = join(dataDir, 'run', `${name}-health.port`);
    ports.set(name, await rememberedPort(file, `${name} health`, ({ text }) => say(`! ${text}`)));
  }
  return ports;
}

function readPort(name: string, text: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
  throw new Error(`${name.toUpperCase()}_PORT is not a port: give a number from 1 to 65535`);
}
