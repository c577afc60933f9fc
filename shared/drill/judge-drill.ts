import type { TimelineEntry } from '../wire/incident-commands.ts';
import type { DrillExpects, DrillStep } from './expects.ts';

/** An incident of a drill's world, as far as it is judged. Instants are the world's, in milliseconds. */
export type DrillIncident = {
  readonly id: number;
  readonly detectedMs: number;
  readonly acknowledgedMs: number | null;
  readonly resolvedMs: number | null;
  /** The rule of the alert that explains the others; null: nobody knows. */
  readonly causeRule: string | null;
  readonly entries: readonly Pick<TimelineEntry, 'at' | 'by' | 'kind' | 'detail'>[];
};

/** One thing that was expected. `isMet` null: not yet, and there is still time. */
export type DrillFinding = {
  readonly what: 'detect' | 'acknowledge' | 'resolve' | 'cause' | 'step';
  readonly step: DrillStep | null;
  readonly isMet: boolean | null;
  /** How long it took; null: it has not happened. */
  readonly tookMs: number | null;
  readonly limitMs: number | null;
  /** Of a cause: the rule that was found. Of a step: who did it. */
  readonly found: string | null;
};

/** How a drill went. `incident` null: nothing was noticed. */
export type DrillJudgement = {
  readonly incident: number | null;
  readonly findings: readonly DrillFinding[];
  /** Incidents besides: what was noticed and is not what was played. */
  readonly others: number;
  readonly met: number;
  readonly expected: number;
};

/** People and time; nobody else does anything to an incident. */
const byItself: readonly string[] = ['rule', 'duty'];

/**
 * Holds what happened in a drill's world against what its scenario expects. The incident judged is the first after the beginning
 * with an expected cause; without one, the first of any cause.
 */
export function judgeDrill(
  expects: DrillExpects,
  {
    beginsMs,
    nowMs,
    isEnded,
    incidents,
  }: { beginsMs: number; nowMs: number; isEnded: boolean; incidents: readonly DrillIncident[] },
): DrillJudgement {
  const after = incidents
    .filter(({ detectedMs }) => detectedMs >= beginsMs)
    .sort((a, b) => a.detectedMs - b.detectedMs || a.id - b.id);
  const isExpected = ({ causeRule }: DrillIncident): boolean => causeRule !== null && expects.cause.includes(causeRule);
  const judged = after.find(isExpected) ?? after[0];
  const knownMs = judged?.detectedMs ?? null;
  const timed = (
    what: DrillFinding['what'],
    fromMs: number | null,
    atMs: number | null,
    limitMs: number,
  ): DrillFinding => {
    const tookMs = fromMs === null || atMs === null ? null : atMs - fromMs;
    const isOver = isEnded || (fromMs !== null && nowMs - fromMs > limitMs);
    const isMet = tookMs === null ? (isOver ? false : null) : tookMs <= limitMs;
    return { what, step: null, isMet, tookMs, limitMs, found: null };
  };
  const findings: DrillFinding[] = [
    timed('detect', beginsMs, knownMs, expects.detect),
    timed('acknowledge', knownMs, judged?.acknowledgedMs ?? null, expects.acknowledge),
    judgeCause(expects, judged, isEnded),
    ...expects.steps.map((step) => judgeStep(step, judged, { fromMs: knownMs, isEnded })),
    ...(expects.resolve === undefined ? [] : [timed('resolve', knownMs, judged?.resolvedMs ?? null, expects.resolve)]),
  ];
  return {
    ...{ incident: judged?.id ?? null, findings, others: after.length - (judged ? 1 : 0) },
    ...{ met: findings.filter(({ isMet }) => isMet === true).length, expected: findings.length },
  };
}

function judgeCause({ cause }: DrillExpects, judged: DrillIncident | undefined, isEnded: boolean): DrillFinding {
  const found = judged?.causeRule ?? null;
  const isMet = found === null ? (isEnded ? false : null) : cause.includes(found);
  return { what: 'cause', step: null, isMet, tookMs: null, limitMs: null, found };
}

function judgeStep(
  step: DrillStep,
  judged: DrillIncident | undefined,
  { fromMs, isEnded }: { fromMs: number | null; isEnded: boolean },
): DrillFinding {
  const done = judged?.entries.find((entry) => isStep(entry, step));
  const tookMs = done && fromMs !== null ? Math.max(0, Date.parse(done.at) - fromMs) : null;
  return {
    what: 'step',
    step,
    isMet: done ? true : isEnded ? false : null,
    tookMs,
    limitMs: null,
    found: done?.by ?? null,
  };
}

/** Whether somebody, and not time or a rule, did this. */
function isStep({ kind, by, detail }: DrillIncident['entries'][number], step: DrillStep): boolean {
  if (byItself.includes(by)) return false;
  if (kind === 'state') return detail['move'] === step;
  if (step === 'acknowledge' && kind === 'owner') return detail['to'] !== null;
  return kind === step;
}
