import type pg from 'pg';
import { readTickSpan, type PastSpan } from '../../store/read-rule-past.ts';
import { civilCalendar } from '../../time/civil-day.ts';
import type { Baselines } from '../baseline.ts';
import type { RuleCity } from '../city.ts';
import { createEvaluator, type Evaluator } from '../evaluator.ts';
import { createHeldEvaluator, type RulesHeld } from '../replay/held-evaluator.ts';
import { readingsAskedBy } from '../readings-asked-by.ts';
import { createJudge, type Judge } from '../replay/judge-events.ts';
import { signsAskedBy } from '../replay/signs-asked-by.ts';
import { createSteadySigns } from '../replay/steady-hours.ts';
import { createTally, type Episode, type Load, type RuleTally, type Tally } from '../replay/tally.ts';
import type { Transition } from '../alert.ts';
import type { Rule } from '../rule.ts';
import { judgeDay, type Carried } from './judge-day.ts';
import { readBaselinesHeld } from './read-baselines-held.ts';
import { readPastDay, type PastDay } from './read-day.ts';
import { readSeriesAsked } from './series-asked.ts';

/** What a set of rules would have done. */
export type Judged = {
  readonly rules: readonly RuleTally[];
  readonly load: Load;
  readonly episodes: readonly Episode[];
};

/** What rules would have done in a span of the past. */
export type BackTest = Judged & {
  readonly world: string;
  readonly from: string;
  readonly to: string;
  /** Events that rules could ask for, and how many of them had to be looked at one by one. */
  readonly events: number;
  readonly judged: number;
  readonly ticks: number;
  /** The same past under `against`. */
  readonly before: Judged | null;
  /** Rules that ask for forecasts or KPIs of which nothing is kept from then. */
  readonly notReplayed: readonly string[];
};

export type BackTestOptions = {
  readonly world: string;
  readonly rules: readonly Rule[];
  /** Judged by these in turn instead; `rules` are all of them. */
  readonly held?: readonly RulesHeld[];
  /** Rules to compare with, over the same past. */
  readonly against?: readonly Rule[];
  readonly city: RuleCity;
  readonly fromMs: number;
  readonly toMs: number;
  readonly onProgress: (done: number, total: number) => void;
  readonly onTransition?: (transition: Transition) => void;
  /** False: every event is judged, however little would come of it. */
  readonly isThinned?: boolean;
};

type TickSpan = { readonly firstMs: number; readonly lastMs: number };

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/**
 * Replays a world's stored past through the evaluator, day by day in one snapshot: events and ticks in the order of the
 * log, a minute's rows with the first tick after it, an hour's with the first tick after that. While a day is judged the
 * next ones are read. Memory is that of four days.
 */
export async function backTest(pool: pg.Pool, options: BackTestOptions): Promise<BackTest> {
  const client = await pool.connect();
  const ahead = [await pool.connect(), await pool.connect()];
  try {
    await shareSnapshot(client, ahead);
    return await replay(client, ahead, options);
  } finally {
    // Whatever is still being read ends with its connection.
    for (const one of [client, ...ahead]) one.release(true);
  }
}

async function replay(
  client: pg.ClientBase,
  ahead: readonly pg.ClientBase[],
  options: BackTestOptions,
): Promise<BackTest> {
  const { world, rules, against, city, onProgress, isThinned = true } = options;
  const span = await readTickSpan(client, options);
  if (!span) {
    throw new Error(
      `the world ${world} has no ticks between these times: nothing was watched, or it is no longer kept`,
    );
  }
  const all = { world, rules: [...rules, ...(against ?? [])], city };
  const { dayOf } = civilCalendar(city.timeZone);
  const asked = {
    ...{ signs: signsAskedBy(all.rules), steady: createSteadySigns(all.rules, city.assets) },
    series: await readSeriesAsked(client, all, { first: dayOf(span.firstMs), last: dayOf(span.lastMs) }),
    held: [...readingsAskedBy(all.rules, city, dayOf(span.lastMs)).names],
  };
  const told = new Set<string>();
  const baselines = await readBaselinesHeld(client, all, { fromMs: span.firstMs, toMs: span.lastMs });
  const { judge, results } = createContest(options, baselines);
  const spans = cutDays(span, world);
  const hours = spans.reduce((sum, { fromMs, toMs }) => sum + (toMs - fromMs) / hourMs, 0);
  const context = {
    ...{ judge, world, types: asked.signs.types, isThinned },
    carried: { heardMs: new Map(), rows: [] } satisfies Carried,
    assets: new Map(city.assets.map((asset) => [asset.code, asset])),
  };
  let [events, ticks, judged, done] = [0, 0, 0, 0];
  const onHour = (): void => {
    onProgress((done += 1), hours);
  };
  for await (const { day, next } of readDays(ahead, spans, asked)) {
    // What was withdrawn tomorrow may have been said today.
    const withdrawn = new Set([...day.steady.withdrawn, ...(next?.steady.withdrawn ?? [])]);
    const did = await judgeDay(client, day, { ...context, withdrawn, onHour });
    events += day.events;
    for (const { reading } of day.readings) told.add(reading.name);
    ticks += did.ticks;
    judged += did.judged;
  }
  return {
    ...{ world, from: new Date(span.firstMs).toISOString(), to: new Date(span.lastMs).toISOString() },
    ...{ events, judged, ticks, ...results(span) },
    notReplayed: [
      ...new Set(rules.filter((rule) => isBlind(rule, told, city, dayOf(span.lastMs))).map(({ id }) => id)),
    ],
  };
}

/** Whether nothing of what a rule asks was handed in then. */
function isBlind(rule: Rule, told: ReadonlySet<string>, city: RuleCity, day: string): boolean {
  const { names } = readingsAskedBy([rule], city, day);
  return names.size > 0 && ![...names].some((name) => told.has(name));
}

/** The rules, and those they are compared with, before one judge. */
function createContest(
  { world, rules, held, against, city, onTransition }: BackTestOptions,
  baselines: Baselines,
): { judge: Judge; results: (span: TickSpan) => Judged & { before: Judged | null } } {
  const toContestant = (set: readonly Rule[], evaluator: Evaluator) => ({
    evaluator,
    tally: createTally([...new Set(set.map(({ id }) => id))]),
  });
  const known = { world, city, baselines };
  const own = toContestant(rules, held ? createHeldEvaluator(held, known) : createEvaluator({ ...known, rules }));
  const other = against && toContestant(against, createEvaluator({ ...known, rules: against }));
  const judge = createJudge({ world, timeZone: city.timeZone }, [
    {
      evaluator: own.evaluator,
      onTransition: (transition) => {
        own.tally.add(transition);
        onTransition?.(transition);
      },
    },
    ...(other ? [{ evaluator: other.evaluator, onTransition: other.tally.add }] : []),
  ]);
  const resultOf = ({ tally }: { tally: Tally }, { firstMs, lastMs }: TickSpan): Judged => ({
    rules: tally.rules(Math.max((lastMs - firstMs) / hourMs, 1 / 60)),
    load: tally.load(firstMs, lastMs),
    episodes: tally.episodes(),
  });
  return { judge, results: (span) => ({ ...resultOf(own, span), before: other ? resultOf(other, span) : null }) };
}

/** Each day with the one after it; while one is used as many to come are read as there are connections. */
async function* readDays(
  clients: readonly pg.ClientBase[],
  spans: readonly PastSpan[],
  asked: Parameters<typeof readPastDay>[2],
): AsyncGenerator<{ readonly day: PastDay; readonly next: PastDay | undefined }> {
  const reading: Promise<PastDay>[] = [];
  let begun = 0;
  const readOn = (): void => {
    const [span, client] = [spans[begun], clients[begun % clients.length]];
    if (!span || !client) return;
    const day = readPastDay(client, span, asked);
    // Nobody may be waiting yet when it fails; whoever comes for it is told.
    day.catch(() => undefined);
    reading.push(day);
    begun += 1;
  };
  for (let at = 0; at <= clients.length; at += 1) readOn();
  let day = await reading.shift();
  while (day) {
    const next: PastDay | undefined = await reading.shift();
    readOn();
    yield { day, next };
    day = next;
  }
}

/** Days of UTC, as the log is kept, from the hour of the first tick to that of the last. */
function cutDays({ firstMs, lastMs }: TickSpan, world: string): PastSpan[] {
  const spans: PastSpan[] = [];
  const endMs = (Math.floor(lastMs / hourMs) + 1) * hourMs;
  for (let fromMs = Math.floor(firstMs / hourMs) * hourMs; fromMs < endMs;) {
    const toMs = Math.min(endMs, (Math.floor(fromMs / dayMs) + 1) * dayMs);
    spans.push({ world, fromMs, toMs });
    fromMs = toMs;
  }
  return spans;
}

/** Connections that see one moment, and may take their time. */
async function shareSnapshot(first: pg.ClientBase, others: readonly pg.ClientBase[]): Promise<void> {
  let snapshot = '';
  for (const client of [first, ...others]) {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    await client.query('SET LOCAL statement_timeout = 0');
    await client.query('SET LOCAL idle_in_transaction_session_timeout = 0');
    if (client !== first) await client.query(`SET TRANSACTION SNAPSHOT '${snapshot}'`);
    else snapshot = (await client.query<{ id: string }>('SELECT pg_export_snapshot() AS id')).rows[0]?.id ?? '';
  }
}
