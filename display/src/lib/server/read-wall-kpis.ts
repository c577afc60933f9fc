import type { KpiAnswer } from '#shared/kpi/answer.ts';
import { answerKpis, KpiQuestionError, type KpisAsked } from '#shared/kpi/ask/answer-kpis.ts';
import { formulaOf, formulas } from '#shared/kpi/formulas/formulas.ts';
import type { KpiId } from '#shared/kpi/kpi-units.ts';
import { inSnapshot } from '#shared/store/in-snapshot.ts';
import { readWorldNow } from '#shared/store/read-world-now.ts';
import type { WallKpi } from '../panels/kpi/wall-kpi.ts';
import { resources } from './resources.ts';

/** All walls of a city ask the same; a minute's figures may be a few seconds old. */
const FRESH_MS = 15_000;
const KEPT_MOST = 50;

type Kept = { readonly readMs: number; readonly kpis: Promise<readonly WallKpi[]> };
const kept = new Map<string, Kept>();

/** The city's KPIs as they stand now in a world, or stood at an instant, those asked for and in their order. */
export function readWallKpis(world: string, kpis: readonly KpiId[], at?: Date): Promise<readonly WallKpi[]> {
  const key = JSON.stringify([world, kpis, at]);
  const known = kept.get(key);
  if (known && performance.now() - known.readMs < FRESH_MS) return known.kpis;
  const reading = read(world, kpis, at && { atMs: at.getTime() });
  kept.set(key, { readMs: performance.now(), kpis: reading });
  for (const oldest of kept.keys()) if (kept.size > KEPT_MOST) kept.delete(oldest);
  // What failed is asked for again by the next.
  reading.catch(() => kept.delete(key));
  return reading;
}

async function read(world: string, kpis: readonly KpiId[], when: KpisAsked['when']): Promise<readonly WallKpi[]> {
  const answers = await inSnapshot(resources().pool, async (sql) => {
    const nowMs = await readWorldNow(sql, world, Date.now());
    if (nowMs === undefined) throw new KpiQuestionError(`world: there is no ${world}`);
    return answerKpis(sql, { world, nowMs, kpis, when });
  });
  return kpis.flatMap((kpi) => {
    const answer = pick(answers.filter((one) => one.kpi === kpi && one.unit === ''));
    return answer ? [toWallKpi(answer)] : [];
  });
}

/** Of several targets that hold, the one whose time began last. */
function pick(answers: readonly KpiAnswer[]): KpiAnswer | undefined {
  const byTime = [...answers].sort((a, b) => b.period.from.localeCompare(a.period.from));
  return byTime.find(({ target }) => target !== null) ?? byTime[0];
}

function toWallKpi(answer: KpiAnswer): WallKpi {
  const { kpi, valueUnit, value, reason, target, direction, gap, coverage, asOf, period, formulaVersion } = answer;
  const formulaFloor = formulaOf(formulas, kpi, formulaVersion)?.floor ?? 0;
  return { kpi, valueUnit, value, reason, target, direction, gap, coverage, asOf, period, formulaFloor };
}
