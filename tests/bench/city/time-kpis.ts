import pg from 'pg';
import { answerKpis, type KpisAsked } from '#shared/kpi/ask/answer-kpis.ts';
import { pgTypes } from '#shared/service/pg-types.ts';
import { inSnapshot } from '#shared/store/in-snapshot.ts';
import { readWorldNow } from '#shared/store/read-world-now.ts';
import type { BenchSystem } from '../bench-system.ts';
import type { Figures } from '../measurement.ts';
import { quantile, toFigure } from '../quantiles.ts';
import type { SimulatedDays } from './simulated-days.ts';

const rounds = 20;
// Rounds that bring pages and plans into memory.
const unmeasured = 3;

/** What is asked, as pages and `vonglau kpi` ask it; by the names figures use. */
const questions = {
  of_a_unit: { of: '00070' },
  of_the_city: {},
  by_procedures: { byProcedures: true },
  wait_of_all_units: { of: 'all', kpis: ['wait_p90'] },
  kiosks_of_all_units: { of: 'all', kpis: ['kiosk_availability'] },
  of_all_units: { of: 'all' },
} as const satisfies Record<string, Partial<KpisAsked>>;

/** How long all KPIs over the days simulated take, from the question to the answer, p95; 20 times each, in turns. */
export async function timeKpis({ databaseUrl }: BenchSystem, { world, from, to }: SimulatedDays): Promise<Figures> {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 1, types: pgTypes });
  const times = new Map<string, number[]>();
  try {
    for (let round = -unmeasured; round < rounds; round += 1) {
      for (const [name, question] of Object.entries(questions)) {
        const startMs = performance.now();
        const answers = await inSnapshot(pool, async (sql) => {
          const nowMs = (await readWorldNow(sql, world, Date.now())) ?? Number.NaN;
          return answerKpis(sql, { world, nowMs, when: { span: { from, to } }, ...question });
        });
        if (answers.length === 0) throw new Error(`no KPI ${name}`);
        if (round >= 0) times.set(name, [...(times.get(name) ?? []), performance.now() - startMs]);
      }
    }
  } finally {
    await pool.end();
  }
  return Object.fromEntries(
    [...times].map(([name, list]) => {
      const sorted = [...list].sort((one, other) => one - other);
      return [`city_kpis_p95_ms_${name}`, toFigure(quantile(sorted, 0.95))];
    }),
  );
}
