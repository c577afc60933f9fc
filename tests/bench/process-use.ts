import { readdirSync, readFileSync } from 'node:fs';

// The kernel's unit in /proc/PID/stat, 100 a second on every Linux that runs Node.
const ticksPerS = 100;

type Stat = { readonly pid: number; readonly parent: number; readonly cpuS: number };

/** CPU seconds a process and all its descendants have used, ended ones that were waited for included; 0 when it is gone. */
export function cpuSecondsOf(pid: number): number {
  const stats = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => readStat(Number(name)))
    .filter((stat) => stat !== undefined);
  const family = new Set([pid]);
  // A child may stand before its parent in the list.
  for (let before = 0; before < family.size;) {
    before = family.size;
    for (const stat of stats) if (family.has(stat.parent)) family.add(stat.pid);
  }
  return stats.filter((stat) => family.has(stat.pid)).reduce((sum, { cpuS }) => sum + cpuS, 0);
}

/** Resident memory of one process in KiB; 0 when it is gone. */
export function residentKib(pid: number): number {
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(readIfThere(`/proc/${pid}/status`))?.[1] ?? 0);
}

function readStat(pid: number): Stat | undefined {
  const text = readIfThere(`/proc/${pid}/stat`);
  if (text === '') return undefined;
  // The name (field 2) may hold spaces and brackets: fields are counted from its closing one.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  const ticks = fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0);
  return { pid, parent: Number(fields[1]), cpuS: ticks / ticksPerS };
}

function readIfThere(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
