import type { ChildProcess } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { setPriority } from 'node:os';
import { readProcessStat } from './process-identity.ts';

/**
 * How far a process gives way to the others when the machine is short of processors. What the door accepted is safe in the log and
 * may be counted a second later; what a screen is to show may not. Decision 29.
 */
const nicenessOf: Readonly<Record<string, number>> = { writer: 10, postgres: 10 };

/** PostgreSQL answers each connection with a process of its own, in a session of its own. */
const lookMs = 2_000;

/** To be called as soon as it is started, in a session of its own: its threads take its priority over, its children are looked for. */
export function giveWay(name: string, child: ChildProcess): void {
  const [niceness, pid] = [nicenessOf[name], child.pid];
  if (niceness === undefined || pid === undefined) return;
  setPriority(pid, niceness);
  let known = new Set<number>();
  const look = (): void => {
    const family = [pid, ...childrenOf(pid)];
    known = new Set(family.filter((one) => known.has(one) || hasGroupGiveWay(one, niceness)));
  };
  look();
  const looking = setInterval(look, lookMs).unref();
  child.once('exit', () => {
    clearInterval(looking);
  });
}

/**
 * Where the kernel shares out processors among sessions first (`autogroup`), niceness orders only those within one, so the session
 * gives way as a whole. False: to be tried again.
 */
function hasGroupGiveWay(pid: number, niceness: number): boolean {
  try {
    // One that has not left its parent's session yet would take the parent along.
    const session = Number(readProcessStat(pid)[3]);
    if (session !== pid) return false;
    writeFileSync(`/proc/${pid}/autogroup`, String(niceness));
    return true;
  } catch (error) {
    // The kernel lets others than root do so ten times a second.
    return (error as NodeJS.ErrnoException).code !== 'EAGAIN';
  }
}

function childrenOf(pid: number): number[] {
  try {
    return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number);
  } catch {
    return [];
  }
}
