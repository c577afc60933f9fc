import { conditionLimits } from '#shared/health/condition-limits.ts';
import type { ProcessReport, SystemReport, ToldCondition } from './system-report.ts';

/**
 * How long each process that is asked has not answered, in seconds; those that answer are left out. The display watches
 * them all the time and may have noticed earlier than these pages did.
 */
export function silentProcesses({ at, processes }: SystemReport): ReadonlyMap<string, number> {
  const told = processes.filter(answers).flatMap(({ health }) => health?.conditions ?? []);
  const silent = new Map<string, number>();
  for (const { name, asked, silentSince } of processes) {
    if (!asked || silentSince === null) continue;
    const noticed = told.find((condition) => condition.name === 'process-silent' && condition.process === name);
    const seconds = (Date.parse(at) - Date.parse(silentSince)) / 1000;
    silent.set(name, Math.max(0, seconds, noticed?.value ?? 0));
  }
  return silent;
}

/** Whether a process is asked and answers. */
export function answers({ asked, silentSince }: ProcessReport): boolean {
  return asked && silentSince === null;
}

/** The condition `process-silent` of a process that has not answered for so many seconds. */
export function silenceOf(process: string, value: number, atMs: number): ToldCondition {
  const limits = conditionLimits['process-silent'];
  const late = value >= limits.warnAt ? 'warning' : 'unknown';
  const state = value >= limits.criticalAt ? 'critical' : late;
  return {
    name: 'process-silent',
    process,
    state,
    value,
    ...limits,
    since: new Date(atMs - value * 1000).toISOString(),
  };
}
