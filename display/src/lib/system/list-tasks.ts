import type { ConditionState } from '#shared/wire/health.ts';
import type { ConditionLine, SystemJudgement } from './judgement.ts';
import { ownerOf } from './judge-servers.ts';
import { rankOf, worstOf } from './rank-states.ts';
import { answers } from './silence.ts';
import type { SystemReport } from './system-report.ts';

/** Something a person should do: what is wrong, where, how bad and since when (ISO time; null when nobody can say). */
export type Task = {
  readonly state: ConditionState;
  readonly processes: readonly string[];
  readonly since: string | null;
} & (
  | { readonly kind: 'silent' | 'unasked' }
  | { readonly kind: 'check'; readonly check: string; readonly detail: string }
  | { readonly kind: 'condition'; readonly condition: ConditionLine }
);

/**
 * What is to be done, causes before what follows from them: silent processes together, then what processes miss, each
 * once, then conditions, worst first. What is told of a silent process follows from its silence.
 */
export function listTasks(report: SystemReport, judgement: SystemJudgement): Task[] {
  const silent = judgement.conditions.filter(({ name }) => name === 'process-silent');
  const away = new Set(silent.map(({ process }) => process));
  const others = judgement.conditions.filter(
    (line) => !line.remembered && !away.has(ownerOf(line)) && line.state !== 'ok',
  );
  const unasked = report.processes.filter(({ asked }) => !asked).map(({ name }) => name);
  // One slow answer asks for nothing yet.
  const late = silent.filter(({ state }) => state !== 'unknown');
  return [
    ...(late.length > 0 ? [together(late)] : []),
    ...missedChecks(report),
    ...others.map((condition): Task => {
      const { state, process, since } = condition;
      return { kind: 'condition', condition, state, processes: [process], since };
    }),
    ...(unasked.length > 0 ? [{ kind: 'unasked', state: 'unknown', processes: unasked, since: null } as const] : []),
  ].sort((a, b) => rankOf(b.state) - rankOf(a.state));
}

function together(silent: readonly ConditionLine[]): Task {
  const [since = null] = silent.map((line) => line.since).sort();
  const state = worstOf(silent.map((line) => line.state));
  return { kind: 'silent', state, processes: silent.map(({ process }) => process), since };
}

function missedChecks({ processes }: SystemReport): Task[] {
  const tasks = new Map<string, Task>();
  for (const { name, health } of processes.filter(answers)) {
    for (const { name: check, ok, detail } of health?.checks ?? []) {
      if (ok) continue;
      const before = tasks.get(check);
      // A process that is ready all the same does its work without what it misses.
      const state = worstOf([health?.ready ? 'warning' : 'critical', before?.state ?? 'ok']);
      const among = [...(before?.processes ?? []), name];
      tasks.set(check, { kind: 'check', check, detail, state, processes: among, since: null });
    }
  }
  return [...tasks.values()];
}
