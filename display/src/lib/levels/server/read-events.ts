import type { Sql } from '#shared/store/sql.ts';
import { readLatestEvents, type EventPlace, type PlacedEvent } from '#shared/store/read-latest-events.ts';
import { describeEvent } from '../describe-event.ts';
import type { EventLine } from '../tables/event-table.ts';

/** How far back one page of events looks. */
export const eventDays = 2;
export const pageEvents = 25;
const dayMs = 86_400_000;

export type EventsPage = {
  readonly lines: readonly EventLine[];
  /** Where the next page begins; null: there is nothing before. */
  readonly older: string | null;
  /** The stretch that was looked at ends here. */
  readonly toMs: number;
};

type Asked = {
  readonly world: string;
  readonly assets: readonly string[];
  readonly source?: string;
  readonly nowMs: number;
  readonly before: string | null;
};

/** A page of the latest events, as they are shown. */
export async function readEventsPage(sql: Sql, asked: Asked, limit = pageEvents): Promise<EventsPage> {
  const { events, toMs } = await readPlaced(sql, asked, limit + 1);
  const shown = events.slice(0, limit);
  const last = shown.at(-1);
  return {
    lines: shown.map(toLine),
    older: events.length > limit && last ? writePlace(last.place) : null,
    toMs,
  };
}

/** The same with everything that is in them, for who works something out of it. */
export async function readPlaced(
  sql: Sql,
  { world, assets, source, nowMs, before }: Asked,
  limit: number,
): Promise<{ events: PlacedEvent[]; toMs: number }> {
  const place = readPlace(before);
  const toMs = Math.min(nowMs, place?.timeMs ?? nowMs);
  const fromMs = toMs - eventDays * dayMs;
  return { events: await readLatestEvents(sql, { world, assets, source, fromMs, toMs, before: place, limit }), toMs };
}

export function toLine({ place, asset, type, time, receivedtime, data }: PlacedEvent): EventLine {
  return {
    key: writePlace(place),
    timeMs: Date.parse(time),
    receivedMs: Date.parse(receivedtime),
    ...{ asset, type, what: describeEvent(type, data) },
  };
}

function writePlace({ timeMs, seq, idx }: EventPlace): string {
  return `${timeMs}-${seq}-${idx}`;
}

/** The place that an address names; what is none begins at the newest. */
function readPlace(text: string | null): EventPlace | undefined {
  const [, timeMs, seq, idx] = /^(\d{1,15})-(\d{1,15})-(\d{1,9})$/.exec(text ?? '') ?? [];
  return timeMs === undefined ? undefined : { timeMs: Number(timeMs), seq: Number(seq), idx: Number(idx) };
}
