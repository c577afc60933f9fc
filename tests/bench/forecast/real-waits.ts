import { join } from 'node:path';
import { findType } from '#shared/events/catalogue.ts';
import type { AcceptedEvent } from '#shared/events/envelope.ts';
import { dayKindsOf, officeOf } from '#shared/forecast/ask/places.ts';
import { sumTrials, type ForecastError } from '#shared/forecast/measure/errors.ts';
import { tryPlace } from '#shared/forecast/measure/try-place.ts';
import { gatherDays } from '#shared/forecast/queue/gather-days.ts';
import { quarterMs } from '#shared/forecast/queue/place-day.ts';
import { loadPack } from '#shared/locality/load-pack.ts';
import { civilCalendar } from '#shared/time/civil-day.ts';
import { PROJECT_DIR } from '../../../infra/setup/folders.ts';
import { loadMapping } from '../../../ingest/senders/file/load-mapping.ts';
import { loadSet } from '../../../ingest/senders/file/load-set.ts';

const hanoi = join(PROJECT_DIR, 'infra/localities/hanoi');
// The offices' own; the clock of the source is kept as if it hung in the city.
const opening = 'Mo-Fr 09:00-17:00';
const [from, to] = ['2015-07-14', '2015-07-18'];

/**
 * Four days, Tuesday to Friday, of the waits that thirty offices told. There is no week before: the naive forecast is the
 * same hour of the day before, and the usual is told from the three days before Friday, the only day that can be tried.
 */
export async function tryRealWaits(file: string): Promise<ForecastError[]> {
  const pack = loadPack(hanoi);
  const { events } = await loadSet(loadMapping(join(hanoi, 'mappings/waiting-times.yaml')), file, pack);
  const calendar = civilCalendar('UTC');
  const rows = events.flatMap(({ type, asset, wallMs, data }) => {
    const bucketMs = Math.floor(wallMs / quarterMs) * quarterMs;
    const measured = findType(type)?.type.measure({ data } as unknown as AcceptedEvent) ?? [];
    return measured.map(({ metric, value }) => ({ place: asset, bucketMs, metric, n: 1, sum: value }));
  });
  const office = officeOf(opening, [], 'UTC');
  const kinds = dayKindsOf(office, []);
  const trials = [...gatherDays(rows, calendar)].flatMap(([place, days]) =>
    tryPlace({ place, days, from, to, kinds, openOn: office.openOn, naiveDays: 1 }),
  );
  return sumTrials(trials);
}
