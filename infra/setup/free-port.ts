import { randomInt } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname } from 'node:path';
import { threadId } from 'node:worker_threads';
import type { Report } from './report.ts';

/** True when nothing listens on this port of the host. */
export async function isPortFree(port: number, host = '127.0.0.1'): Promise<boolean> {
  return (await tryListen(port, host)) !== undefined;
}

// Below the ports that systems give to outgoing connections (from 32768 on Linux, from 49152 elsewhere): one of those may be given
// away between finding it and listening on it.
const lowestPort = 20_000;
const highestPort = 32_000;

// Until somebody listens on a port it is free to everybody: what looks again looks elsewhere, and so does another process.
const portsPerProcess = 200;
const looked = new Set<number>();

/** A port that nobody uses at the moment, that no outgoing connection will be given, and that this process was not given before. */
export async function findFreePort(): Promise<number> {
  const parts = (highestPort - lowestPort) / portsPerProcess;
  const ownPort = lowestPort + ((process.pid + threadId) % parts) * portsPerProcess;
  for (let attempt = 0; attempt < 200; attempt += 1) {
    const port = attempt < 100 ? randomInt(ownPort, ownPort + portsPerProcess) : randomInt(lowestPort, highestPort);
    if (looked.has(port)) continue;
    looked.add(port);
    if (await isPortFree(port)) return port;
  }
  throw new Error(
    `no free port between ${String(lowestPort)} and ${String(highestPort)}: close some programs and start again`,
  );
}

/** The wanted port, or the next free one after it. */
export async function nextFreePort(wanted: number, host: string): Promise<number> {
  for (let port = wanted; port < Math.min(wanted + 200, 65_536); port += 1) {
    if (await isPortFree(port, host)) return port;
  }
  throw new Error(`no free port between ${String(wanted)} and ${String(wanted + 200)}: name another one`);
}

/** The port remembered in the file; when that is taken or unknown, another one, which is then remembered. */
export async function rememberedPort(file: string, name: string, report: Report): Promise<number> {
  const saved = readSavedPort(file);
  if (saved !== undefined && (await isPortFree(saved))) return saved;
  const port = await findFreePort();
  if (saved !== undefined) {
    report({ text: `${name}: port ${String(saved)} is taken, using ${String(port)}`, level: 'warning' });
  }
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, String(port));
  return port;
}

function readSavedPort(file: string): number | undefined {
  try {
    const port = Number(readFileSync(file, 'utf8'));
    return Number.isInteger(port) && port > 0 && port < 65_536 ? port : undefined;
  } catch {
    return undefined;
  }
}

function tryListen(port: number, host: string): Promise<number | undefined> {
  const server = createServer();
  return new Promise((resolve) => {
    server.once('error', () => {
      resolve(undefined);
    });
    server.listen({ port, host, exclusive: true }, () => {
      const address = server.address();
      server.close(() => {
        resolve(typeof address === 'object' ? address?.port : undefined);
      });
    });
  });
}
