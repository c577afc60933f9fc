import type { ConnectedSystem } from '#shared/locality/tables/systems.ts';
import { every } from './engine/schedule.ts';
import type { Simulation } from './engine/simulation.ts';

/** Half of all answers come faster, in milliseconds, while nobody works with it. Assumptions. */
const medianLatencyMs: Readonly<Record<ConnectedSystem['kind'], number>> = {
  ...{ portal: 140, national_portal: 260, identity: 180, payment: 220, document_axis: 350, app: 120 },
};
const latencySigma = 0.35;
const latencyMostMs = 30_000;
/** So many times slower at the height of a working day. */
const loadAtPeak = 1.8;
const loadInTheEvening = 0.5;
/** One check in so many finds no answer without anything being wrong. */
const blip = 1 / 4_000;
/** What carries data over: how late they are is told with each check. */
const carriers: ReadonlySet<ConnectedSystem['kind']> = new Set(['national_portal', 'document_axis', 'portal']);
const usualLagS = 4;

/** Connected systems: a probe asks each at its interval, `leastS` at least, whether it works, how fast, how late. */
export function links(simulation: Simulation, leastS = 0): void {
  for (const system of simulation.pack.systems) probe(simulation, system, Math.max(leastS, system.expected_interval_s));
}

function probe(simulation: Simulation, { code, kind }: ConnectedSystem, intervalS: number): void {
  const { agenda, calendar, effects, emit, startMs } = simulation;
  const random = simulation.random.fork(`links/${code}`);
  let workedMs = startMs;
  const loadAt = (atMs: number): number => {
    if (calendar.office.isOpen(atMs)) return loadAtPeak;
    const hour = calendar.timeOfDay(atMs) / 3_600_000;
    return hour >= 19 && hour < 22 ? loadInTheEvening : 0;
  };
  every(simulation, startMs + intervalS * 1_000, intervalS * 1_000, () => {
    const atMs = agenda.nowMs();
    const ok = effects.isLinkUp(code, atMs) && !random.chance(blip);
    if (ok) workedMs = atMs;
    const latencyMs = random.lognormal(medianLatencyMs[kind] * (1 + loadAt(atMs)), latencySigma);
    // What does not answer has no latency; what it should carry falls behind.
    const lateS = effects.behindMs(code, atMs) / 1_000;
    const lagS = ok ? random.exponential(usualLagS) + lateS : (atMs - workedMs) / 1_000;
    emit({
      ...{ type: 'link.checked', asset: code, timeMs: atMs },
      data: {
        ...{ ok, coversS: intervalS },
        ...(ok && { latencyMs: Math.min(latencyMostMs, Math.round(latencyMs * effects.slowness(code, atMs))) }),
        ...(carriers.has(kind) && { lagS: Math.round(lagS * 10) / 10 }),
      },
    });
    return true;
  });
}
