import { z } from 'zod';
import { readCitySetting } from '../../store/read-city-setting.ts';
import { readLogCut } from '../../store/read-log-cut.ts';
import type { Sql } from '../../store/sql.ts';
import type { Days } from '../../kpi/ledger/days.ts';
import { briefModel, type Brief } from '../brief.ts';
import type { BriefPeriod } from '../period.ts';
import { composeBrief } from './compose-brief.ts';
import { gatherCounted } from './gather-counted.ts';
import { gatherRecorded } from './gather-recorded.ts';
import { readKnown, type BriefKnown } from './known.ts';

/** Which brief is drawn up: `realNow` is the machine's time, `issuedAtMs` what the world's clock reads. */
export type DrawUp = {
  readonly world: string;
  readonly period: Pick<BriefPeriod, 'id' | 'name'>;
  readonly days: Days;
  readonly issuedAtMs: number;
  readonly realNow: Date;
};

const citySays = z.object({ vi: z.string(), en: z.string() });

/** Draws up a brief as everything stands. To be called in one snapshot, so that its cut is that of its figures. */
export async function drawUpBrief(sql: Sql, wish: DrawUp): Promise<{ brief: Brief; known: BriefKnown }> {
  const { world, period, days, issuedAtMs, realNow } = wish;
  const known = await readKnown(sql, { world, days, now: realNow });
  const cut = await readLogCut(sql);
  const place = citySays.parse(await readCitySetting(sql, 'name'));
  const asked = { world, days, issuedAtMs, cut, known };
  const counted = await gatherCounted(sql, asked);
  const recorded = await gatherRecorded(sql, asked, counted.kpis);
  const title = {
    model: briefModel,
    place: { vi: place.vi, en: place.en },
    period: { id: period.id, name: period.name },
  };
  return { brief: composeBrief(asked, title, { counted, recorded }), known };
}
