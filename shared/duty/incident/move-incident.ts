import type { IncidentMove, WaitReason } from './incident-acts.ts';
import type { PauseMs, Workflow } from './incident.ts';
import { nextState } from './state-machine.ts';

/** A move with what it needs. `by` is who makes it and, where it claims the incident, who has it then, until `untilMs`. */
export type Moved =
  | { readonly move: 'acknowledge' | 'start' | 'resume' | 'reopen'; readonly by: string; readonly untilMs: number }
  | { readonly move: 'wait'; readonly by: string; readonly reason: WaitReason; readonly on: string }
  | { readonly move: 'resolve'; readonly by: string; readonly how: string }
  | { readonly move: 'merge'; readonly by: string; readonly into: number }
  | { readonly move: 'release' | 'lapse' | 'close'; readonly by: string };

/** The incident after a move at `nowMs`, or undefined where the move is not allowed. No instant is ever before an earlier one. */
export function moveIncident<Kept extends Workflow>(kept: Kept, moved: Moved, nowMs: number): Kept | undefined {
  const state = nextState(kept.state, moved.move);
  if (state === undefined) return undefined;
  const atMs = Math.max(nowMs, lastMs(kept));
  const acted = { state, ...(moved.move !== 'lapse' && { progressMs: atMs }) };
  switch (moved.move) {
    case 'acknowledge':
    case 'start':
    case 'resume':
      return { ...kept, ...acted, ...claim(kept, moved, atMs), pauses: pausesAfter(kept, moved.move, atMs) };
    case 'reopen':
      return { ...kept, ...acted, ...claim(kept, moved, atMs), resolvedMs: null, how: null, closedMs: null };
    case 'wait': {
      const pause: PauseMs = { fromMs: atMs, toMs: null, reason: moved.reason, on: moved.on };
      return { ...kept, ...acted, pauses: [...kept.pauses, pause] };
    }
    case 'resolve':
      return { ...kept, ...acted, resolvedMs: atMs, how: moved.how, pauses: endPause(kept.pauses, atMs) };
    case 'merge':
      return { ...kept, ...acted, ...nobody, mergedInto: moved.into, pauses: endPause(kept.pauses, atMs) };
    case 'close':
      return { ...kept, ...acted, ...nobody, closedMs: atMs };
    case 'release':
    case 'lapse':
      return { ...kept, ...acted, ...nobody, pauses: endPause(kept.pauses, atMs) };
  }
}

const nobody = { owner: null, ownerUntilMs: null } as const;

function claim(kept: Workflow, moved: { by: string; untilMs: number }, atMs: number) {
  return {
    ...{ owner: moved.by, ownerUntilMs: Math.max(moved.untilMs, atMs) },
    acknowledgedMs: kept.acknowledgedMs ?? atMs,
  };
}

function pausesAfter(kept: Workflow, move: IncidentMove, atMs: number): readonly PauseMs[] {
  return move === 'resume' ? endPause(kept.pauses, atMs) : kept.pauses;
}

function endPause(pauses: readonly PauseMs[], atMs: number): readonly PauseMs[] {
  return pauses.map((pause) => (pause.toMs === null ? { ...pause, toMs: Math.max(pause.fromMs, atMs) } : pause));
}

/** The newest instant that is written down of an incident. */
function lastMs({ detectedMs, acknowledgedMs, progressMs, resolvedMs, pauses }: Workflow): number {
  const last = pauses.at(-1);
  return Math.max(detectedMs, acknowledgedMs ?? 0, progressMs ?? 0, resolvedMs ?? 0, last?.toMs ?? last?.fromMs ?? 0);
}
