import type { KpiId } from '#shared/kpi/kpi-units.ts';

/** A past that is shown many times too fast is asked about no more often than every half minute of the one who looks. */
const leastStepMs = 300_000;
const realStepMs = 30_000;

type Wish = {
  readonly world: string;
  readonly kpis: readonly KpiId[];
  /** The moment that is shown; null: the world's present. */
  readonly pastMs: number | null;
  readonly speed: number;
};

/** Where a wall reads its KPIs; of a past moment, those of a round time a little before it. */
export function kpiAddress({ world, kpis, pastMs, speed }: Wish): string {
  const query = new URLSearchParams([['world', world], ...kpis.map((kpi) => ['kpi', kpi])]);
  const stepMs = Math.max(leastStepMs, speed * realStepMs);
  if (pastMs !== null) query.set('at', new Date(Math.floor(pastMs / stepMs) * stepMs).toISOString());
  return `/wall/kpi.json?${query.toString()}`;
}
