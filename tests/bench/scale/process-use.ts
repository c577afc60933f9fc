import { readdirSync, readFileSync } from 'node:fs';

/** What a process and its descendants hold and have used so far. */
export type ProcessUse = { readonly pssMb: number; readonly cpuS: number };

// Clock ticks of /proc are a hundredth of a second on every Linux this runs on.
const ticksPerS = 100;

/** Reads `/proc` of a process and all below it: proportional memory (shared pages divided among their users), CPU time. */
export function readProcessUse(pid: number): ProcessUse {
  const uses = [pid, ...descendantsOf(pid)].map(readOne);
  return {
    pssMb: uses.reduce((sum, { pssMb }) => sum + pssMb, 0),
    cpuS: uses.reduce((sum, { cpuS }) => sum + cpuS, 0),
  };
}

function readOne(pid: number): ProcessUse {
  try {
    const [, pssKb = '0'] = /^Pss:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8')) ?? [];
    const { cpuTicks } = readStat(pid);
    return { pssMb: Number(pssKb) / 1_024, cpuS: cpuTicks / ticksPerS };
  } catch (error) {
    // A session of the database may end between being listed and being read.
    if (['ENOENT', 'ESRCH'].includes((error as NodeJS.ErrnoException).code ?? '')) return { pssMb: 0, cpuS: 0 };
    throw new Error(
      `process ${pid} cannot be measured: run the bench as the account the servers run under, or as root`,
      {
        cause: error,
      },
    );
  }
}

/** Children that have ended are counted with their parent. */
function readStat(pid: number): { parent: number; cpuTicks: number } {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The name may hold spaces and brackets: fields are counted from its closing one.
  const fields = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .map(Number);
  const [user = 0, system = 0, childrenUser = 0, childrenSystem = 0] = fields.slice(11, 15);
  return { parent: fields[1] ?? 0, cpuTicks: user + system + childrenUser + childrenSystem };
}

function descendantsOf(root: number): number[] {
  const children = new Map<number, number[]>();
  for (const entry of readdirSync('/proc')) {
    const pid = Number(entry);
    if (!Number.isInteger(pid)) continue;
    try {
      const { parent } = readStat(pid);
      children.set(parent, [...(children.get(parent) ?? []), pid]);
    } catch {
      // Ended meanwhile.
    }
  }
  const below = (pid: number): number[] => (children.get(pid) ?? []).flatMap((child) => [child, ...below(child)]);
  return below(root);
}
