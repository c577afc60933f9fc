import type { CommandAnswer } from '#shared/wire/commands.ts';
import type {
  CountedDay,
  CountedId,
  DayRange,
  DayReceipts,
  Fate,
  IdReceipts,
  ReceiptDay,
  ReceiptOwner,
} from '#shared/wire/receipts.ts';
import type { CivilCalendar } from '#shared/time/civil-day.ts';
import { liesUnder } from '../keys/sender.ts';
import type { AskWriter } from './ask-writer.ts';
import type { RefusalCounts, RefusedDay } from './refusal-counts.ts';
import type { RefusedId, RefusedIds } from './refused-ids.ts';

/** What the door needs to tell receipts: its own knowledge of refusals, and the writer's of everything else. */
export type ReceiptSources = {
  readonly ask: AskWriter;
  readonly refusals: RefusalCounts;
  readonly refusedIds: RefusedIds;
  readonly timeZone: string;
  readonly calendar: CivilCalendar;
};

/** Receipts of days, every day of the range in order. `assets` are those whose `sequence` is looked at, as in a key. */
export async function readDayReceipts(
  sources: ReceiptSources,
  owner: ReceiptOwner,
  { range, assets }: { range: DayRange; assets: readonly string[] },
): Promise<CommandAnswer<DayReceipts>> {
  const answer = await sources.ask({ what: 'days', owner, range, assets: [...assets] });
  if (!answer.ok) return answer;
  const { refusals, timeZone, calendar } = sources;
  const isOwn = (source: string): boolean => liesUnder(source, owner.source);
  const since = refusals.since();
  const refused = refusals.read({ world: owner.world, isOwn, ...range });
  const { asOf, days, gaps } = answer.value;
  return {
    ok: true,
    value: {
      ...{ ...owner, ...range, timeZone, asOf, refusalsSince: since, gaps },
      days: joinDays(range, { counted: days, refused, firstDay: calendar.dayOf(Date.parse(since)) }),
    },
  };
}

/** Every day of the range; refusals of days before `firstDay` are not known, which is not the same as none. */
export function joinDays(
  { from, to }: DayRange,
  known: { counted: readonly CountedDay[]; refused: readonly RefusedDay[]; firstDay: string },
): ReceiptDay[] {
  const days: ReceiptDay[] = [];
  for (let ms = Date.parse(from); ms <= Date.parse(to); ms += 86_400_000) {
    const day = new Date(ms).toISOString().slice(0, 10);
    const reasons = known.refused.find((refused) => refused.day === day)?.reasons ?? {};
    const refused = Object.values(reasons).reduce((sum, count) => sum + count, 0);
    days.push({
      ...{ day, received: 0, counted: 0, repeated: 0, conflicting: 0, poison: 0, closed: 0, void: 0 },
      ...known.counted.find((counted) => counted.day === day),
      ...{ refused: day < known.firstDay ? null : refused, reasons },
    });
  }
  return days;
}

/** What became of each id of exactly this source; refusals are looked for among those of keys under `keySource`. */
export async function readIdReceipts(
  sources: ReceiptSources,
  owner: ReceiptOwner,
  { ids, keySource }: { ids: readonly string[]; keySource: string },
): Promise<CommandAnswer<IdReceipts>> {
  const answer = await sources.ask({ what: 'ids', owner, ids: [...ids] });
  if (!answer.ok) return answer;
  const { asOf, ids: counted } = answer.value;
  const isOwn = (source: string): boolean => liesUnder(source, keySource);
  return {
    ok: true,
    value: {
      ...owner,
      asOf,
      ids: counted.map((known) => {
        const refused = sources.refusedIds.find(owner.world, isOwn, known.id);
        return { ...known, ...(refused && { refused }), fate: fateOf(known, refused) };
      }),
    },
  };
}

/** The one word for what became of an id. */
export function fateOf({ counted, repeats, findings = [] }: CountedId, refused: RefusedId | undefined): Fate {
  const found = (['conflict', 'void', 'closed', 'poison'] as const).find((kind) =>
    findings.some((finding) => finding.found === kind),
  );
  if (counted) return found === 'conflict' || found === 'void' ? found : repeats ? 'repeated' : 'counted';
  return found ?? (refused ? 'refused' : 'unknown');
}
