import { parseSentEvent } from '#shared/events/parse-sent-event.ts';
import { compileCondition, type Test } from './condition.ts';
import { compileValue, fixedTimeReader, toPrintable, type Evaluate } from './compile-value.ts';
import { linkGauges } from './link-gauges.ts';
import type { EventMapping, Mapping } from './mapping.ts';
import { placeByRank, type RankedAssets } from './place-by-rank.ts';
import { isInstant, isItem, RowProblem, type Cell, type Row } from './row.ts';
import type { GatheredRows } from './gather-rows.ts';
import type { RowLookup } from './row-lookup.ts';
import type { Tally } from './tally.ts';
import type { SourceEvent } from './source-event.ts';
import { compileTemplate, toText, type Lookup } from './template.ts';
import { wallClockOf } from '#shared/time/wall-clock.ts';

type CompiledEvent = {
  readonly mapping: EventMapping;
  readonly when: Test;
  readonly id: Evaluate;
  readonly assetOf: (row: Row) => string;
  readonly data: readonly (readonly [field: string, evaluate: Evaluate])[];
  readonly seen: Set<string>;
};

/** Makes events of rows, in the order of their time. What does not fit is tallied with its reason and line. */
export function mapEvents(
  mapping: Mapping,
  gathered: GatheredRows,
  lookupOf: RowLookup,
  options: { assets: RankedAssets; tally: Tally },
): SourceEvent[] {
  const { tally } = options;
  const compiled = mapping.events.map((event) => compileEvent(event, mapping, gathered.rows, lookupOf, options.assets));
  const wallClock = wallClockOf(mapping.timeline.zone);
  const ids = new Set<string>();
  const events: SourceEvent[] = [];
  for (const row of gathered.rows) {
    const making = { lookup: lookupOf(row), wallOf: wallClock.wallOf };
    const outcomes = compiled.map((one) => judge(one, () => makeNewEvent(one, row, making, ids)));
    for (const outcome of outcomes) {
      if (outcome.event) events.push(outcome.event);
      else if (outcome.problem !== undefined) tally.add('unmapped', outcome.problem, row.line);
    }
    const hasResult = outcomes.some(({ event, problem }) => event ?? problem);
    if (hasResult) continue;
    if (outcomes.some(({ applied }) => applied)) tally.add('repeated', 'an earlier row has made its events', row.line);
    else tally.add('dropped', 'no event of the mapping applies', row.line);
  }
  events.sort((one, other) => one.wallMs - other.wallMs || one.line - other.line);
  return linkGauges(events, mapping, gathered.lostLines);
}

function compileEvent(
  mapping: EventMapping,
  set: Mapping,
  rows: readonly Row[],
  lookupOf: RowLookup,
  assets: RankedAssets,
): CompiledEvent {
  const zone = set.timeline.zone;
  const asset = mapping.asset ?? set.asset;
  if (asset === undefined) throw new Error(`set ${set.set}: ${mapping.type} has no asset`);
  return {
    mapping,
    when: mapping.when ? compileCondition(mapping.when, fixedTimeReader(zone)) : () => true,
    id: compileTemplate(mapping.id),
    assetOf: typeof asset === 'string' ? fixedAsset(asset, lookupOf) : placeByRank(asset, rows, lookupOf, assets),
    data: Object.entries(mapping.data).map(([field, value]) => [field, compileValue(value, zone)] as const),
    seen: new Set(),
  };
}

function fixedAsset(template: string, lookupOf: RowLookup): (row: Row) => string {
  const evaluate = compileTemplate(template);
  return (row) => toText(evaluate(lookupOf(row)));
}

type Outcome = { readonly applied: boolean; readonly event?: SourceEvent; readonly problem?: string };

/** A row that does not fit one event may still make the others. */
function judge({ mapping }: CompiledEvent, make: () => Outcome): Outcome {
  try {
    return make();
  } catch (error) {
    if (error instanceof RowProblem) return { applied: true, problem: `${mapping.type}: ${error.message}` };
    throw error;
  }
}

function isFirst({ mapping, seen }: CompiledEvent, lookup: Lookup): boolean {
  if (!mapping.oncePer) return true;
  const key = mapping.oncePer.map((name) => toText(lookup(name))).join('\u0000');
  if (seen.has(key)) return false;
  seen.add(key);
  return true;
}

type Making = { readonly lookup: Lookup; readonly wallOf: (ms: number) => number };

function makeNewEvent(one: CompiledEvent, row: Row, making: Making, ids: Set<string>): Outcome {
  if (!one.when(making.lookup)) return { applied: false };
  if (!isFirst(one, making.lookup)) return { applied: true };
  const event = makeEvent(one, row, making);
  if (ids.has(event.id)) throw new RowProblem('an id that an earlier row has');
  ids.add(event.id);
  return { applied: true, event };
}

function makeEvent(one: CompiledEvent, row: Row, { lookup, wallOf }: Making): SourceEvent {
  const { type, time: timeName } = one.mapping;
  const time = lookup(timeName);
  if (time === null) throw new RowProblem(`${timeName}: no time`);
  if (!isInstant(time)) throw new RowProblem(`${timeName}: not a time`);
  const id = one.id(lookup);
  if (id === null) throw new RowProblem('no id');
  const data: Record<string, Exclude<Cell, null>> = {};
  for (const [field, evaluate] of one.data) {
    const cell = evaluate(lookup);
    if (cell !== null) data[field] = cell;
  }
  const event = {
    type,
    id: toPrintable(toText(id)),
    asset: one.assetOf(row),
    wallMs: wallOf(time.instantMs),
    line: row.line,
    data,
  };
  checkEvent(event);
  return event;
}

/** Judges an event as the door will, so that a mapping's mistake shows before anything is sent. */
function checkEvent({ type, id, asset, data }: SourceEvent): void {
  const plain = Object.fromEntries(
    Object.entries(data).map(([field, cell]) => [
      field,
      isItem(cell as Cell) || isInstant(cell as Cell) ? toText(cell as Cell) : cell,
    ]),
  );
  const parsed = parseSentEvent({
    specversion: '1.0',
    id,
    source: 'check',
    type,
    time: '2000-01-01T00:00:00Z',
    asset,
    data: plain,
  });
  if (parsed.ok) return;
  const [fault] = parsed.faults;
  throw new RowProblem(`${fault?.path ?? ''}: ${fault?.reason ?? 'refused'}`);
}
