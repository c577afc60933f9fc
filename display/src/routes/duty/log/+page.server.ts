import { readDutyLog } from '#shared/store/read-duty-log.ts';
import { readWorldNow } from '#shared/store/read-world-now.ts';
import { worldKind } from '#shared/wire/world.ts';
import { readLogSpan } from '#lib/duty/log/log-span.ts';
import { askedWorld } from '#lib/server/asked-world.ts';
import { loadCity } from '#lib/server/load-city.ts';
import { resources } from '#lib/server/resources.ts';
import type { PageServerLoad } from './$types';

// More than anybody reads on a page; the file has all.
const linesShown = 500;

export const load: PageServerLoad = async ({ url, locals }) => {
  const { pool } = resources();
  const { timeZone, name, nameEn } = loadCity().view;
  const world = askedWorld(url, locals.viewer);
  const nowMs = (await readWorldNow(pool, world, Date.now())) ?? Date.now();
  const span = readLogSpan(url.searchParams, nowMs, timeZone);
  const lines = await readDutyLog(pool, { world, from: span.fromAt, to: span.toAt, limit: linesShown });
  return {
    language: locals.language,
    ...{ world, worldKind: worldKind(world), timeZone, city: { name, nameEn }, lines },
    ...{ span: { from: span.from, to: span.to }, isCapped: lines.length === linesShown, shown: linesShown },
    ...{ madeAt: new Date().toISOString(), account: locals.viewer?.kind === 'account' ? locals.viewer.name : '' },
  };
};
