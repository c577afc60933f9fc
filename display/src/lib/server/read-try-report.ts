import { tryLimits } from '#shared/access/try-key.ts';
import type { Sql } from '#shared/store/sql.ts';
import { readTryEvents } from '#shared/store/read-try-events.ts';
import type { TryKey } from '#shared/store/try-key-row.ts';
import type { AcceptedEvent } from '#shared/events/envelope.ts';
import type { CommandAnswer } from '#shared/wire/commands.ts';
import type { QuarantineListed } from '#shared/wire/quarantine.ts';
import type { DayReceipts, IdReceipts, ReceiptDay, ReceiptId } from '#shared/wire/receipts.ts';
import { civilCalendar } from '#shared/time/civil-day.ts';
import type { ArrivedEvent, RefusedArrival, TryReport, TryTotals } from '../docs/try-report.ts';
import type { RecallRefusals } from './refusal-memory.ts';

/** Where a report comes from: the database, and the door's own commands. */
export type TrySources = {
  readonly sql: Sql;
  readonly askDoor: <Value>(verb: string, body: unknown) => Promise<CommandAnswer<Value>>;
  readonly recall: RecallRefusals;
  readonly timeZone: string;
  readonly now: () => number;
};

const shownEvents = 50;
const shownRefusals = 20;
const dayMs = 86_400_000;

/** What arrived with a test key, what became of it and what was refused. Rejects while the database is away. */
export async function readTryReport(sources: TrySources, key: TryKey): Promise<TryReport> {
  const nowMs = sources.now();
  const since = new Date(nowMs - (tryLimits.allowanceD + 1) * dayMs);
  // In this order: whatever the numbers count is then among the events.
  const receipts = await readReceipts(sources, key);
  const [events, refusals] = await Promise.all([
    readTryEvents(sources.sql, { world: key.world, since, limit: shownEvents }),
    receipts && sources.recall({ kid: key.kid, total: receipts.totals.refused }, () => readRefusals(sources, key)),
  ]);
  const fates = await readFates(sources, key, events);
  return {
    at: new Date(nowMs).toISOString(),
    receipts,
    events: events.map((event) => toArrived(event, fates.get(event.id))),
    refusals,
  };
}

async function readReceipts(
  { askDoor, timeZone, now }: TrySources,
  { world, source }: TryKey,
): Promise<TryReport['receipts']> {
  const { dayOf } = civilCalendar(timeZone);
  const range = { from: dayOf(now() - tryLimits.validD * dayMs), to: dayOf(now()) };
  const answer = await askDoor<DayReceipts>('receipts.read', { world, source, range });
  if (!answer.ok) return null;
  const { days, asOf } = answer.value;
  return { totals: sumDays(days), countedAt: asOf.countedAt, framesNotCounted: asOf.framesNotCounted };
}

/** The days together. */
export function sumDays(days: readonly ReceiptDay[]): TryTotals {
  const sum = (pick: (day: ReceiptDay) => number): number => days.reduce((total, day) => total + pick(day), 0);
  return {
    counted: sum(({ counted }) => counted),
    repeated: sum(({ repeated }) => repeated),
    conflicting: sum(({ conflicting }) => conflicting),
    refused: sum(({ refused }) => refused ?? 0),
    other: sum(({ poison, closed }) => poison + closed),
  };
}

async function readRefusals({ askDoor }: TrySources, { kid }: TryKey): Promise<readonly RefusedArrival[] | null> {
  const asked = { kid, limit: shownRefusals, withContent: true };
  const answer = await askDoor<QuarantineListed>('quarantine.list', asked);
  return answer.ok ? answer.value.items : null;
}

/** Receipts of the events shown, by id; those sent for a source under the key's own keep the plain word. */
async function readFates(
  { askDoor }: TrySources,
  { world, source }: TryKey,
  events: readonly AcceptedEvent[],
): Promise<ReadonlyMap<string, ReceiptId>> {
  const ids = events.filter((event) => event.source === source).map(({ id }) => id);
  if (ids.length === 0) return new Map();
  const answer = await askDoor<IdReceipts>('receipts.read', { world, source, ids });
  return new Map(answer.ok ? answer.value.ids.map((receipt) => [receipt.id, receipt]) : []);
}

function toArrived(event: AcceptedEvent, receipt: ReceiptId | undefined): ArrivedEvent {
  const { id, type, time, receivedtime, asset, unit, data } = event;
  return {
    ...{ id, type, time, receivedTime: receivedtime, asset, unit, data },
    fate: receipt?.fate ?? 'counted',
    repeats: receipt?.repeats?.times ?? 0,
  };
}
