import { linkSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { writeWhole } from '../write-whole.ts';

/** A process that cannot be mistaken for a later one with the same number. */
export type ProcessIdentity = { pid: number; startTicks: string };

/** Identity of a living process, or undefined when there is none with this number. */
export function identifyProcess(pid: number): ProcessIdentity | undefined {
  try {
    const fields = readProcessStat(pid);
    const startTicks = fields[19];
    return fields[0] === 'Z' || startTicks === undefined ? undefined : { pid, startTicks };
  } catch {
    return undefined;
  }
}

/** What Linux tells of a process from its state (field 3) on; throws when there is none with this number. */
export function readProcessStat(pid: number): string[] {
  const stat = readFileSync(`/proc/${String(pid)}/stat`, 'utf8');
  // The name (field 2) may hold spaces and brackets: fields are counted from its closing one.
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
}

/** Remembers a process in a file, so that a later run can recognise it. */
export function rememberProcess(file: string, pid: number): void {
  const identity = identifyProcess(pid);
  if (identity) writeWhole(file, JSON.stringify(identity));
}

/** Takes a lock file for this process; false while another living process holds it. */
export function claimLock(file: string): boolean {
  mkdirSync(dirname(file), { recursive: true });
  if (linkOwnIdentity(file)) return true;
  if (rememberedProcess(file)) return false;
  // Its holder is dead. Of several that find it so at once, only one may put itself in its place.
  const right = `${file}.takeover`;
  if (!claimLock(right)) return false;
  try {
    const held = readIfThere(file);
    if (held === undefined) return linkOwnIdentity(file);
    if (parseLiving(held)) return false;
    writeWhole(file, ownIdentity());
    return true;
  } finally {
    rmSync(right, { force: true });
  }
}

/** The remembered process, if that very process is still alive. */
export function rememberedProcess(file: string): ProcessIdentity | undefined {
  const saved = readIfThere(file);
  return saved === undefined ? undefined : parseLiving(saved);
}

/** A link appears with its contents, and not at all where there is a file already. */
function linkOwnIdentity(file: string): boolean {
  const own = `${file}.${String(process.pid)}`;
  writeWhole(own, ownIdentity());
  try {
    linkSync(own, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(own, { force: true });
  }
}

function ownIdentity(): string {
  return JSON.stringify(identifyProcess(process.pid));
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

function parseLiving(text: string): ProcessIdentity | undefined {
  try {
    const saved = JSON.parse(text) as ProcessIdentity;
    const now = identifyProcess(saved.pid);
    return now?.startTicks === saved.startTicks ? now : undefined;
  } catch {
    return undefined;
  }
}

/** Ends the process remembered in the file, if it still lives: asks first, kills after `graceMs`. */
export async function endRemembered(file: string, signal: NodeJS.Signals, graceMs: number): Promise<boolean> {
  const found = rememberedProcess(file);
  if (!found) return false;
  process.kill(found.pid, signal);
  const deadlineMs = Date.now() + graceMs;
  while (rememberedProcess(file)) {
    if (Date.now() > deadlineMs) process.kill(found.pid, 'SIGKILL');
    await sleep(50);
  }
  rmSync(file, { force: true });
  return true;
}
