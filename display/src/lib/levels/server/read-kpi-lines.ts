import type pg from 'pg';
import { answerKpis } from '#shared/kpi/ask/answer-kpis.ts';
import type { KpiId } from '#shared/kpi/kpi-units.ts';
import { inSnapshot } from '#shared/store/in-snapshot.ts';
import type { OfficeRow } from '#shared/store/list-offices.ts';
import type { Language } from '../../words/language.ts';
import type { KpiLine } from '../tables/kpi-table.ts';

type Asked = {
  readonly world: string;
  readonly nowMs: number;
  /** '' the city. */
  readonly unit: string;
  readonly kpis?: readonly KpiId[];
  readonly offices: readonly OfficeRow[];
  readonly language: Language;
};

/** KPIs of a unit or the city in their present periods, all of one moment. */
export async function readKpiLines(pool: pg.Pool, asked: Asked): Promise<KpiLine[]> {
  const { world, nowMs, unit, kpis, offices, language } = asked;
  const answers = await inSnapshot(pool, (sql) => answerKpis(sql, { world, nowMs, of: unit, kpis }));
  const names = new Map(offices.map(({ code, name, nameEn }) => [code, language === 'en' ? nameEn : name]));
  return answers
    .filter((answer) => unit !== '' || answer.unit === '')
    .map((answer) => {
      const { kpi, countedFor, valueUnit, period, asOf, value, reason, targetSet, target, direction, gap } = answer;
      const { reporting, expected } = answer.coverage;
      return {
        ...{ kpi, countedFor, valueUnit, period, asOf, value, reason, targetSet, target, direction, gap },
        coverage: { reporting, expected },
        office: answer.office === null ? null : (names.get(answer.office) ?? answer.office),
      };
    });
}
