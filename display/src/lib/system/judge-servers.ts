import { worstOf } from './rank-states.ts';
import { serverNames, type ConditionLine, type Part, type ServerName } from './judgement.ts';
import { answers } from './silence.ts';
import type { ProcessReport } from './system-report.ts';

const ofCondition: Partial<Record<string, ServerName>> = { 'log-disk': 'log', 'mirror-lag': 'mirror' };

/** The server that a process's check speaks of; undefined for a matter of its own. */
export function serverOf(check: string): ServerName | undefined {
  return serverNames.find((name) => name === check);
}

/** The process or server that a condition is of. */
export function ownerOf({ name, process }: { readonly name: string; readonly process: string }): string {
  return ofCondition[name] ?? process;
}

/**
 * Servers are not asked themselves: they stand as the processes that answer find them. Found by none is failing, and
 * critical when somebody cannot work without; found by some only is a broken way to it; seen by nobody is unknown.
 */
export function judgeServers(
  processes: readonly ProcessReport[],
  conditions: readonly ConditionLine[],
): Readonly<Record<ServerName, Part>> {
  const judge = (server: ServerName): Part => {
    const found = processes.filter(answers).flatMap(({ health }) => {
      const check = health?.checks.find(({ name }) => serverOf(name) === server);
      return check && health ? [{ ok: check.ok, ready: health.ready }] : [];
    });
    if (found.length === 0) return { state: 'unknown', standing: 'unseen', silentS: null };
    const missing = found.filter(({ ok }) => !ok);
    const lost = missing.some(({ ready }) => !ready) ? 'critical' : 'warning';
    const told = conditions.filter((line) => !line.remembered && ownerOf(line) === server).map(({ state }) => state);
    const state = worstOf([missing.length > 0 ? lost : 'ok', ...told.filter((one) => one !== 'unknown')]);
    const isFailing = state === 'critical' || missing.length === found.length;
    return { state, standing: isFailing ? 'failing' : state === 'ok' ? 'running' : 'warned', silentS: null };
  };
  return { log: judge('log'), database: judge('database'), mirror: judge('mirror') };
}
