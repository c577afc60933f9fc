import { setPriority } from 'node:os';

/**
 * How far a process gives way to the others when the machine is short of processors. What the door accepted is safe in the log and
 * may be counted a second later; what a screen is to show may not. Decision 29.
 */
const nicenessOf: Readonly<Record<string, number>> = { writer: 10, postgres: 10 };

/** To be called as soon as it is started: threads and processes of its own take its priority over. */
export function giveWay(name: string, pid: number | undefined): void {
  const niceness = nicenessOf[name];
  if (niceness !== undefined && pid !== undefined) setPriority(pid, niceness);
}
