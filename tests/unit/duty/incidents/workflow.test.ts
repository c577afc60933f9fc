import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countedMs, dueMs, pausedMs, resolveWithinMs, tookMs } from '#shared/duty/incident/clocks.ts';
import { incidentMoves, waitReasons, type IncidentMove } from '#shared/duty/incident/incident-acts.ts';
import type { Workflow } from '#shared/duty/incident/incident.ts';
import { moveIncident, type Moved } from '#shared/duty/incident/move-incident.ts';
import { transitions } from '#shared/duty/incident/state-machine.ts';
import { incidentStates, type IncidentState } from '#shared/wire/duty.ts';

const startMs = Date.parse('2026-11-23T02:00:00Z');
const fresh: Workflow = {
  ...{ state: 'new', owner: null, ownerUntilMs: null, occurredMs: startMs, detectedMs: startMs + 60_000 },
  ...{
    acknowledgedMs: null,
    progressMs: null,
    resolvedMs: null,
    how: null,
    closedMs: null,
    pauses: [],
    mergedInto: null,
  },
};

/** What is allowed, written down once more and by hand: the machine must be this and nothing else. */
const allowed = new Set([
  ...['new acknowledge acknowledged', 'new start in_progress', 'new resolve resolved', 'new merge merged'],
  ...['acknowledged acknowledge acknowledged', 'acknowledged release new', 'acknowledged lapse new'],
  ...['acknowledged start in_progress', 'acknowledged wait waiting', 'acknowledged resolve resolved'],
  ...['acknowledged merge merged', 'in_progress acknowledge in_progress', 'in_progress release new'],
  ...['in_progress lapse new', 'in_progress wait waiting', 'in_progress resolve resolved', 'in_progress merge merged'],
  ...['waiting release new', 'waiting lapse new'],
  ...['waiting acknowledge waiting', 'waiting resume in_progress', 'waiting resolve resolved', 'waiting merge merged'],
  ...['resolved close closed', 'resolved reopen in_progress', 'resolved merge merged', 'closed reopen in_progress'],
]);

function aMove(move: IncidentMove, atMs: number, forMs: number): Moved {
  if (move === 'wait') return { move, by: 'an', reason: waitReasons[forMs % waitReasons.length] ?? 'power', on: 'EVN' };
  if (move === 'resolve') return { move, by: 'an', how: 'xong' };
  if (move === 'merge') return { move, by: 'an', into: 7 };
  if (move === 'release' || move === 'lapse' || move === 'close') return { move, by: 'an' };
  return { move, by: forMs % 2 === 0 ? 'an' : 'binh', untilMs: atMs + forMs };
}

/** An incident as a person would keep it on paper. */
type Model = { state: IncidentState; pausedMs: number; waitingSinceMs: number | null; hasOwner: boolean };

const step = fc.record({
  // A merged incident is at its end: it comes seldom.
  move: fc.oneof(
    { weight: 30, arbitrary: fc.constantFrom(...incidentMoves.filter((one) => one !== 'merge')) },
    { weight: 1, arbitrary: fc.constant('merge' as const) },
  ),
  // Now and then the clock of a world is set back.
  passMs: fc.oneof(
    { weight: 8, arbitrary: fc.nat(7_200_000) },
    { weight: 1, arbitrary: fc.integer({ min: -600_000, max: 0 }) },
  ),
  forMs: fc.integer({ min: 60_000, max: 28_800_000 }),
});

describe('the state machine', () => {
  it('is the matrix written here', () => {
    const found = incidentStates.flatMap((from) =>
      Object.entries(transitions[from]).map(([move, to]) => `${from} ${move} ${to}`),
    );
    expect(new Set(found)).toEqual(allowed);
  });

  it('follows the model through 10,000 sequences: no illegal move, no clock below zero, paused time exact', () => {
    let moved = 0;
    let refused = 0;
    fc.assert(
      fc.property(fc.array(step, { minLength: 10, maxLength: 40, size: 'max' }), (steps) => {
        let kept = fresh;
        let nowMs = fresh.detectedMs;
        let lastMs = nowMs;
        const model: Model = { state: 'new', pausedMs: 0, waitingSinceMs: null, hasOwner: false };
        for (const { move, passMs, forMs } of steps) {
          nowMs += passMs;
          const next = moveIncident(kept, aMove(move, nowMs, forMs), nowMs);
          const to = [...allowed].find((one) => one.startsWith(`${model.state} ${move} `))?.split(' ')[2];
          expect(next?.state).toBe(to);
          if (!next) {
            refused += 1;
            continue;
          }
          moved += 1;
          // A move that time makes is not somebody's progress, and counts from whatever was written down last; where it ends a
          // pause, that is written down too.
          const atMs = Math.max(nowMs, lastMs);
          if (move !== 'lapse' || model.state === 'waiting') lastMs = atMs;
          if (model.state === 'waiting' && to !== 'waiting') {
            model.pausedMs += atMs - (model.waitingSinceMs ?? atMs);
            model.waitingSinceMs = null;
          }
          if (to === 'waiting' && model.state !== 'waiting') model.waitingSinceMs = atMs;
          model.state = to as IncidentState;
          kept = next;
          check(kept, model, Math.max(atMs, nowMs));
        }
      }),
      { numRuns: 10_000 },
    );
    process.stdout.write(`10,000 sequences: ${moved} moves made, ${refused} refused\n`);
    expect(moved).toBeGreaterThan(50_000);
    expect(refused).toBeGreaterThan(50_000);
  }, 120_000);
});

function check(kept: Workflow, model: Model, nowMs: number): void {
  const open = model.waitingSinceMs === null ? 0 : nowMs - model.waitingSinceMs;
  expect(pausedMs(kept.pauses, nowMs)).toBe(model.pausedMs + open);
  expect(kept.pauses.filter(({ toMs }) => toMs === null)).toHaveLength(kept.state === 'waiting' ? 1 : 0);
  // What is counted and what is paused is all there is.
  const counted = countedMs(kept.occurredMs, nowMs, kept.pauses, null);
  expect(counted + pausedMs(kept.pauses, nowMs)).toBe(nowMs - kept.occurredMs);
  const due = dueMs(kept.occurredMs, resolveWithinMs, kept.pauses, null);
  if (kept.state === 'waiting') expect(due).toBeNull();
  else expect(due).toBe(kept.occurredMs + resolveWithinMs + pausedBefore(kept, due ?? 0));
  const took = tookMs(kept, null);
  expect(took.detectMs).toBe(60_000);
  expect(took.acknowledgeMs ?? 0).toBeGreaterThanOrEqual(0);
  expect(took.resolveMs ?? 0).toBeGreaterThanOrEqual(0);
  expect((kept.owner === null) === (kept.ownerUntilMs === null)).toBe(true);
  expect(kept.mergedInto !== null).toBe(kept.state === 'merged');
  if (kept.state === 'resolved' || kept.state === 'closed') expect(kept.resolvedMs).not.toBeNull();
  if (kept.state === 'new') expect(kept.owner).toBeNull();
  // What is under way is somebody's, or it is new again.
  if (['acknowledged', 'in_progress', 'waiting'].includes(kept.state)) expect(kept.owner).not.toBeNull();
}

/** What was paused before an instant: pauses after the clock has run out move nothing. */
function pausedBefore({ pauses }: Workflow, atMs: number): number {
  return pauses.reduce((sum, { fromMs, toMs }) => sum + Math.max(0, Math.min(toMs ?? atMs, atMs) - fromMs), 0);
}
