import { judgeServers, ownerOf } from './judge-servers.ts';
import type { ConditionLine, Part, SystemJudgement } from './judgement.ts';
import { rankOf, worstOf } from './rank-states.ts';
import { answers, silenceOf, silentProcesses } from './silence.ts';
import type { ProcessReport, SystemReport } from './system-report.ts';

/** Judges every part of the path by what the processes told. What nobody told of is `unknown`, never `ok`. */
export function judgeSystem(report: SystemReport): SystemJudgement {
  const atMs = Date.parse(report.at);
  const silent = silentProcesses(report);
  const conditions = [...silences(silent, report.at), ...report.processes.flatMap(toldLines)].sort(
    (a, b) => rankOf(b.state) - rankOf(a.state),
  );
  const judge = (process: ProcessReport): [string, Part] => [process.name, judgeProcess(process, silent, conditions)];
  const processes = new Map(report.processes.map(judge));
  const servers = judgeServers(report.processes, conditions);
  const parts = [...processes.values(), ...Object.values(servers)];
  const worst = worstOf([...parts, ...conditions].map(({ state }) => state));
  return { atMs, worst, processes, servers, conditions };
}

function judgeProcess(
  { name, asked, health }: ProcessReport,
  silent: ReadonlyMap<string, number>,
  conditions: readonly ConditionLine[],
): Part {
  const silentS = silent.get(name);
  if (!asked) return { state: 'unknown', standing: 'unasked', silentS: null };
  if (silentS !== undefined) return { state: 'unknown', standing: 'silent', silentS };
  if (!health?.ready) return { state: 'critical', standing: 'idle', silentS: null };
  const own = conditions.filter((line) => ownerOf(line) === name && !line.remembered && line.state !== 'unknown');
  const state = worstOf(own.map((line) => line.state));
  const standing = state === 'critical' ? 'failing' : state === 'warning' ? 'warned' : 'running';
  return { state, standing, silentS: null };
}

function silences(silent: ReadonlyMap<string, number>, at: string): ConditionLine[] {
  return [...silent].map(([name, silentS]) => ({
    ...silenceOf(name, silentS, Date.parse(at)),
    ...{ toldBy: 'display', toldAt: at, remembered: false },
  }));
}

function toldLines(process: ProcessReport): ConditionLine[] {
  const { name, health } = process;
  if (!health) return [];
  const said = { toldBy: name, toldAt: health.at };
  // Who is silent is seen here and now; what the display noticed of it is in there already.
  return health.conditions
    .filter((condition) => condition.name !== 'process-silent')
    .map((condition) =>
      answers(process)
        ? { ...condition, ...said, remembered: false }
        : { ...condition, ...said, state: 'unknown', remembered: true },
    );
}
