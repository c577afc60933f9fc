import { readdirSync, readFileSync } from 'node:fs';

/** Memory (PSS) and open descriptors of a process and its children; undefined when it is gone. Reads /proc of Linux. */
export function readProcess(pid: number): { pssMib: number; handles: number } | undefined {
  let pssKib = 0;
  let handles = 0;
  for (const member of familyOf(pid)) {
    try {
      pssKib += Number(/^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${member}/smaps_rollup`, 'utf8'))?.[1] ?? 0);
      handles += readdirSync(`/proc/${member}/fd`).length;
    } catch (error) {
      // A child that ended meanwhile takes nothing.
      if (member === pid) return undefined;
      if (!['ENOENT', 'ESRCH'].includes(String((error as NodeJS.ErrnoException).code))) throw error;
    }
  }
  return { pssMib: pssKib / 1024, handles };
}

function familyOf(pid: number): number[] {
  const family = [pid];
  for (const member of family) {
    try {
      const children = readFileSync(`/proc/${member}/task/${member}/children`, 'utf8').trim();
      if (children !== '') family.push(...children.split(' ').map(Number));
    } catch {
      // Gone.
    }
  }
  return family;
}
