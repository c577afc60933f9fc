import type { Chain, NoticeReason } from '../../wire/notify-commands.ts';

/**
 * How an incident (or an alert of none) is brought to somebody, step by step, until somebody has it.
 *
 * `running`: the step `step` of round `round` is due at `nextMs`. `taken`: somebody has it; `nextMs` is when that ends, or
 * when something must have been done. `spent`: every step of every round is through. `over`: there is nothing to take.
 */
export type Escalation = {
  readonly stage: 'running' | 'taken' | 'spent' | 'over';
  readonly step: number;
  readonly round: number;
  readonly nextMs: number | null;
  readonly reason: Extract<NoticeReason, 'opened' | 'unacknowledged' | 'no_progress' | 'raised'>;
  readonly startedMs: number;
  /** The newest deed of a person that was seen. */
  readonly progressMs: number;
};

/** How what is escalated stands now. */
export type Standing = {
  readonly isOver: boolean;
  /** Until when somebody has it; null: nobody has. */
  readonly takenUntilMs: number | null;
  /** Waiting for others by a recorded reason: nothing is asked of whoever has it. */
  readonly isWaiting: boolean;
  /** It is graver than whoever has it has seen. */
  readonly isRaised: boolean;
  /** When a person last did something to it; null: never. */
  readonly progressMs: number | null;
};

/** A step whose time has come. */
export type Due = {
  readonly step: number;
  readonly round: number;
  readonly reason: Exclude<NoticeReason, 'resolved' | 'handover' | 'test' | 'task'>;
};

export type Followed = { readonly escalation: Escalation; readonly due: Due | null };

type Clock = {
  readonly nowMs: number;
  /** The first instant from another on at which the chain's hours hold. */
  readonly openFrom: (ms: number) => number;
};

const minuteMs = 60_000;
/** Before a round starts over, at least so long. */
const leastRestMin = 5;

/** The beginning: the first step waits what it says, within the chain's hours. */
export function startEscalation(chain: Chain, clock: Clock, reason: Escalation['reason'] = 'opened'): Escalation {
  const nextMs = clock.openFrom(clock.nowMs + waitMin(chain, 0, 0) * minuteMs);
  const { nowMs } = clock;
  return { stage: 'running', step: 0, round: 0, nextMs, reason, startedMs: nowMs, progressMs: nowMs };
}

/**
 * Follows what was done and what time did. At most one step is due at a time; call again until none is. Acknowledging stops
 * the steps; when it ends without an end of the matter they begin again, and they begin too when whoever has it does nothing,
 * or when it became graver and they have not done anything since.
 */
export function followEscalation(before: Escalation, chain: Chain, standing: Standing, clock: Clock): Followed {
  const { nowMs } = clock;
  if (standing.isOver) return rest({ ...before, stage: 'over', nextMs: null });
  if (before.stage === 'over') {
    return follow(startEscalation(chain, clock, standing.isRaised ? 'raised' : 'opened'), chain, clock);
  }
  const { takenUntilMs } = standing;
  if (takenUntilMs !== null && takenUntilMs > nowMs) {
    return followTaken(before, chain, { ...standing, takenUntilMs }, clock);
  }
  if (before.stage !== 'taken') return follow(before, chain, clock);
  return follow(startEscalation(chain, clock, 'unacknowledged'), chain, clock);
}

/** Somebody has it: nothing is called, unless it became graver than they have seen or nothing is done. */
function followTaken(
  before: Escalation,
  chain: Chain,
  standing: Standing & { readonly takenUntilMs: number },
  clock: Clock,
): Followed {
  const { nowMs } = clock;
  if (standing.isRaised) {
    const isUnderWay = before.stage !== 'taken' && before.reason === 'raised';
    return follow(isUnderWay ? before : startEscalation(chain, clock, 'raised'), chain, clock);
  }
  const progressMs = Math.max(before.progressMs, standing.progressMs ?? 0);
  const isIdle = before.stage !== 'taken' && before.reason === 'no_progress' && progressMs === before.progressMs;
  if (isIdle && !standing.isWaiting) return follow(before, chain, clock);
  // What is taken anew counts from now; what was taken already from the last deed.
  const sinceMs = before.stage === 'taken' ? progressMs : Math.max(progressMs, nowMs);
  const idleMs = standing.isWaiting ? Infinity : sinceMs + chain.progressMin * minuteMs;
  if (nowMs >= idleMs) {
    const started = startEscalation(chain, clock, 'no_progress');
    return follow({ ...started, progressMs }, chain, clock);
  }
  const nextMs = Math.min(idleMs, standing.takenUntilMs);
  return rest({ ...before, stage: 'taken', nextMs, progressMs: sinceMs });
}

/** A whole round has reached nobody, as in a gap of the rota: it is gone through again until somebody is there. */
export function repeatRound(
  before: Escalation,
  chain: Chain,
  { round, clock }: { round: number; clock: Clock },
): Escalation {
  const nextMs = clock.openFrom(clock.nowMs + waitMin(chain, 0, round + 1) * minuteMs);
  return { ...before, stage: 'running', step: 0, round, nextMs };
}

/** Nobody could be reached by the step that was due: the next one is due now. */
export function hurryEscalation(before: Escalation, nowMs: number): Escalation {
  if (before.stage !== 'running' || before.nextMs === null || before.nextMs <= nowMs) return before;
  return { ...before, nextMs: nowMs };
}

function follow(before: Escalation, chain: Chain, clock: Clock): Followed {
  const { step, round, nextMs, reason, stage } = before;
  if (stage !== 'running' || nextMs === null || clock.nowMs < nextMs) return rest(before);
  const isFirst = step === 0 && round === 0;
  const due: Due = { step, round, reason: isFirst || reason === 'no_progress' ? reason : 'escalated' };
  const isLast = step === chain.steps.length - 1;
  const next = isLast ? { step: 0, round: round + 1 } : { step: step + 1, round };
  if (next.round > chain.rounds) return { escalation: { ...before, stage: 'spent', nextMs: null }, due };
  const at = clock.openFrom(clock.nowMs + waitMin(chain, next.step, next.round) * minuteMs);
  return { escalation: { ...before, ...next, nextMs: at }, due };
}

function waitMin({ steps }: Chain, step: number, round: number): number {
  const own = steps[step]?.afterMin ?? 0;
  if (step > 0 || round === 0) return own;
  return Math.max(leastRestMin, own, steps.at(-1)?.afterMin ?? 0);
}

function rest(escalation: Escalation): Followed {
  return { escalation, due: null };
}
