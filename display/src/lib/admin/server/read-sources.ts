import { catalogue } from '#shared/events/catalogue.ts';
import type { EventKind } from '#shared/events/kind.ts';
import { civilCalendar } from '#shared/time/civil-day.ts';
import { listSources, type Source } from '#shared/store/list-sources.ts';
import { listWorlds } from '#shared/store/list-worlds.ts';
import { readLastHeard, readLastReceiptDay } from '#shared/store/read-last-heard.ts';
import type { Sql } from '#shared/store/sql.ts';
import type { DayReceipts, ReceiptDay } from '#shared/wire/receipts.ts';
import { readWorldClock } from '#shared/wire/world.ts';
import { sourceStateOf, type SourceState } from '../source-state.ts';
import { askDoor } from './ask-door.ts';

/** A source as its list shows it. */
export type SourceView = Source & {
  readonly state: SourceState;
  readonly lastHeard: string | null;
  /** Where it was not heard lately: the last day on which it was. */
  readonly lastDay: string | null;
  readonly expectedIntervalS: number | null;
  /** What became of what was received today; null when it cannot be told now. */
  readonly today: ReceiptDay | null;
};

export type SourcesPage = {
  readonly world: string;
  readonly text: string;
  readonly limit: number;
  readonly skip: number;
};

// A source that was silent for longer is told by the day.
const lookBackMs = 2 * 86_400_000;
const keyEndedMs = 31 * 86_400_000;
// The writer answers from few connections.
const askedAtOnce = 4;

/** Sources of a world with what became of their events today. */
export async function readSources(
  sql: Sql,
  { timeZone, now }: { timeZone: string; now: Date },
  page: SourcesPage,
): Promise<{ total: number; sources: SourceView[] }> {
  const found = await listSources(sql, { now, ...page, since: new Date(now.getTime() - keyEndedMs) });
  const since = new Date((await worldNow(sql, page.world, now)) - lookBackMs);
  const day = civilCalendar(timeZone).dayOf(now.getTime());
  const asked = { since, day, nowMs: now.getTime() };
  const sources: SourceView[] = [];
  for (let first = 0; first < found.sources.length; first += askedAtOnce) {
    const some = found.sources.slice(first, first + askedAtOnce);
    sources.push(...(await Promise.all(some.map((source) => readSource(sql, source, asked)))));
  }
  return { total: found.total, sources };
}

/** Sources of the world `live` that sent once and are later than they promised; the order of their names. */
export async function listSilentSources(sql: Sql, now: Date): Promise<readonly Source[]> {
  const since = new Date(now.getTime() - keyEndedMs);
  const { sources } = await listSources(sql, { now, world: 'live', since, limit: 1_000, skip: 0 });
  const silent: Source[] = [];
  for (const source of sources) {
    const expectedIntervalS = expectedIntervalOf(source.kinds);
    if (expectedIntervalS === null || source.validKeys === 0) continue;
    const heard = await readLastHeard(sql, { ...source, since: new Date(now.getTime() - lookBackMs) });
    const known = { validKeys: source.validKeys, lastHeardMs: heard?.getTime() ?? null, expectedIntervalS };
    const isSilent = ['stale', 'lost'].includes(sourceStateOf(known, now.getTime()));
    if (isSilent && (heard ?? (await readLastReceiptDay(sql, source))) !== null) silent.push(source);
  }
  return silent;
}

/** Receipt is told in real time, whatever the clock of the world; `since` is by that clock. */
type Asked = { readonly since: Date; readonly day: string; readonly nowMs: number };

async function readSource(sql: Sql, source: Source, { since, day, nowMs }: Asked): Promise<SourceView> {
  const asked = { world: source.world, source: source.source, range: { from: day, to: day }, gaps: false };
  const [receipts, heard] = await Promise.all([
    askDoor<DayReceipts>('receipts.read', asked),
    readLastHeard(sql, { ...source, since }),
  ]);
  const expectedIntervalS = expectedIntervalOf(source.kinds);
  const lastHeardMs = heard?.getTime() ?? null;
  const lastDay = heard ? null : await readLastReceiptDay(sql, source);
  const hasEver = lastHeardMs !== null || lastDay !== null;
  const state = sourceStateOf({ validKeys: source.validKeys, lastHeardMs, expectedIntervalS }, nowMs);
  return {
    ...source,
    // Nothing was ever received: that is not a source that fell silent.
    state: state === 'lost' && !hasEver ? 'unknown' : state,
    ...{ lastDay, expectedIntervalS, lastHeard: heard?.toISOString() ?? null },
    today: receipts?.days[0] ?? null,
  };
}

/** The shortest interval that any of these kinds promises to be heard in. */
export function expectedIntervalOf(kinds: readonly string[]): number | null {
  const known: Readonly<Record<string, EventKind>> = catalogue;
  const promised = kinds.flatMap((kind) => known[kind]?.expectedIntervalS ?? []);
  return promised.length === 0 ? null : Math.min(...promised);
}

async function worldNow(sql: Sql, world: string, now: Date): Promise<number> {
  if (world === 'live') return now.getTime();
  const clock = (await listWorlds(sql)).find((one) => one.world === world);
  return readWorldClock(clock, now.getTime()).nowMs;
}
