import type { RequestEvent } from '@sveltejs/kit';
import { readDutyLog, type DutyLogLine } from '#shared/store/read-duty-log.ts';
import { readWorldNow } from '#shared/store/read-world-now.ts';
import { sendRows } from '../../export/send-rows.ts';
import { askedWorld } from '../../server/asked-world.ts';
import { loadCity } from '../../server/load-city.ts';
import { resources } from '../../server/resources.ts';
import { logColumns } from '../log/log-columns.ts';
import { readLogSpan } from '../log/log-span.ts';
import { dutyWordsOf } from '../words/duty-words.ts';

// Lines read from the database at a time.
const portion = 1_000;

/** The duty log of a stretch of time as a file, newest first. */
export async function sendLog({ url, locals }: RequestEvent, format: 'csv' | 'xlsx'): Promise<Response> {
  const { pool } = resources();
  const { timeZone, city } = loadCity().view;
  const { language } = locals;
  const world = askedWorld(url, locals.viewer);
  const nowMs = (await readWorldNow(pool, world, Date.now())) ?? Date.now();
  const span = readLogSpan(url.searchParams, nowMs, timeZone);
  let after: DutyLogLine | undefined;
  return sendRows({
    ...{ format, url, language, timeZone, world, asOfMs: nowMs, fileName: `duty-log-${city}` },
    filter: `${span.from.replace('T', ' ')} – ${span.to.replace('T', ' ')}`,
    ...{ title: dutyWordsOf(language).log.title, columns: logColumns(language) },
    next: async () => {
      const lines = await readDutyLog(pool, { world, from: span.fromAt, to: span.toAt, limit: portion, after });
      after = lines.at(-1) ?? after;
      return lines;
    },
  });
}
