import { readdirSync, readFileSync } from 'node:fs';

// Clock ticks of /proc are a hundredth of a second on every Linux that runs Node.
const ticksPerS = 100;

/** A process and all that descend from it, the process itself first. Those that end meanwhile are left out. */
export function processTree(pid: number): number[] {
  const children = readProc(pid, `task/${String(pid)}/children`)
    .split(' ')
    .filter(Boolean)
    .map(Number);
  return [pid, ...children.flatMap(processTree)];
}

/** CPU seconds a process and its descendants have used, ended ones that were waited for included; 0 when it is gone. */
export function cpuSecondsOf(pid: number): number {
  const ticks = processTree(pid).map((member) => {
    const text = readProc(member, 'stat');
    // The name (field 2) may hold spaces and brackets: fields are counted from its closing one.
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    return fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0);
  });
  return ticks.reduce((sum, one) => sum + one, 0) / ticksPerS;
}

/** Memory (PSS, shared pages divided among their users) of a process and its descendants in MiB; 0 when it is gone. */
export function pssMibOf(pid: number): number {
  const kib = processTree(pid).map((member) =>
    Number(/^Pss:\s+(\d+) kB$/m.exec(readProc(member, 'smaps_rollup'))?.[1] ?? 0),
  );
  return kib.reduce((sum, one) => sum + one, 0) / 1_024;
}

/** Open descriptors of a process and its descendants; undefined when it is gone. */
export function openHandlesOf(pid: number): number | undefined {
  const counts = processTree(pid).map((member) =>
    unlessGone(() => readdirSync(`/proc/${String(member)}/fd`).length, undefined),
  );
  return counts[0] === undefined ? undefined : counts.reduce<number>((sum, one) => sum + (one ?? 0), 0);
}

/** Resident memory of one process in bytes; 0 once it is gone. */
export function residentBytes(pid: number): number {
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(readProc(pid, 'status'))?.[1] ?? 0) * 1_024;
}

function readProc(pid: number, file: string): string {
  return unlessGone(() => readFileSync(`/proc/${String(pid)}/${file}`, 'utf8'), '');
}

/** A process may end between being listed and being read; one that may not be read is no process of ours. */
function unlessGone<Value>(read: () => Value, gone: Value): Value {
  try {
    return read();
  } catch (error) {
    if (['ENOENT', 'ESRCH'].includes(String((error as NodeJS.ErrnoException).code))) return gone;
    throw new Error('a process cannot be measured: run this as the account the servers run under, or as root', {
      cause: error,
    });
  }
}
