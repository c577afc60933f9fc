import type { NatsConnection } from '@nats-io/transport-node';
import type pg from 'pg';
import type { RuleRow } from '#shared/rules/input.ts';
import type { Log } from '#shared/service/log.ts';
import { inSnapshot } from '#shared/store/in-snapshot.ts';
import { readRuleRows } from '#shared/store/read-rule-rows.ts';
import type { CountRow, CountsMessage } from '#shared/wire/counts.ts';
import { createPartGatherer, type WholeCommit } from '#shared/wire/gather-parts.ts';
import { createCommitOrder } from './commit-order.ts';
import type { CountsAsked } from './counts-asked.ts';
import { createDistributions } from './distributions.ts';

const lookEveryMs = 250;
/** Messages are not stored: after this long without one the database is asked whether any was missed. */
const silenceMs = 15_000;
const readAgainAfterMs = 2_000;
/** A writer commits each second, if only the ticks: silent for so long it is not there. */
const lostAfterMs = 60_000;
const hourMs = 3_600_000;

type Parts = {
  readonly nats: NatsConnection;
  readonly subject: string;
  readonly pool: pg.Pool;
  readonly asked: () => CountsAsked;
  /** The worlds that are judged, each with its newest tick. */
  readonly worlds: () => ReadonlyMap<string, number | null>;
  readonly onRows: (world: string, rows: readonly RuleRow[]) => void;
  readonly log: Log;
};

/** What the writer counted, for rules. */
export type CountsSource = {
  /** Counts are read again: a world or a rule is new, or what was held is in doubt. */
  readonly readAgain: () => void;
  /** Seconds since the writer was last heard; null: not since the start. */
  readonly ageS: () => number | null;
  /** Whether the writer is heard, so that what was counted last is of now. */
  readonly areKnown: () => boolean;
  readonly stop: () => Promise<void>;
};

/** Follows the writer's commits; reads the database at the start and wherever a commit is missing. Rows are absolute. */
export function createCountsSource(parts: Parts): CountsSource {
  const { nats, subject, pool, asked, worlds, onRows, log } = parts;
  const gather = createPartGatherer();
  const distributions = createDistributions();
  const order = createCommitOrder((whole) => {
    for (const [world, rows] of rowsAsked(whole, parts)) {
      const plain = rows.filter((row) => !isDistributed(row, asked()));
      if (plain.length > 0) onRows(world, toRuleRows(plain));
      for (const row of rows) if (isDistributed(row, asked())) distributions.put(world, row);
    }
  });
  const startedMs = performance.now();
  let heardMs = startedMs;
  let committedMs: number | null = null;
  let notBeforeMs = 0;
  let isFailing = false;
  let work: Promise<void> | undefined;

  const subscription = nats.subscribe(subject, {
    callback: (error, message) => {
      if (error) return;
      const whole = gather(message.json<CountsMessage>());
      heardMs = performance.now();
      if (!whole) return;
      committedMs = heardMs;
      order.take(whole);
    },
  });
  const read = async (): Promise<void> => {
    const { commit, rows } = await readAll(pool, asked(), worlds());
    distributions.clear();
    for (const [world, list] of rows) if (list.length > 0) onRows(world, list);
    order.read(commit);
  };
  const look = async (): Promise<void> => {
    const nowMs = performance.now();
    if (nowMs < notBeforeMs || worlds().size === 0) return;
    try {
      if (nowMs - heardMs > silenceMs) {
        heardMs = nowMs;
        order.lose();
      }
      if (order.wantsReading()) await read();
      if (!distributions.isEmpty()) await distributions.tell(pool, asked().distributed, onRows);
      if (isFailing) log.info('counts are read again');
      isFailing = false;
    } catch (error) {
      if (!isFailing) log.warn({ err: error }, 'counts cannot be read; it is tried again');
      isFailing = true;
      order.lose();
      notBeforeMs = performance.now() + readAgainAfterMs;
    }
  };
  const timer = setInterval(() => {
    work ??= look().finally(() => (work = undefined));
  }, lookEveryMs);

  return {
    readAgain: order.lose,
    ageS: () => (committedMs === null ? null : Math.round((performance.now() - committedMs) / 1_000)),
    areKnown: () => performance.now() - (committedMs ?? startedMs) <= lostAfterMs,
    stop: async () => {
      clearInterval(timer);
      subscription.unsubscribe();
      await work;
    },
  };
}

/** Rows of a commit that rules ask for, by world. */
function rowsAsked(whole: WholeCommit, { asked, worlds }: Parts): [world: string, rows: CountRow[]][] {
  const { metrics } = asked();
  return [...whole.rows].flatMap(([world, rows]): [string, CountRow[]][] =>
    worlds().has(world) ? [[world, rows.filter((row) => row[0] !== 'day' && metrics.includes(row[4]))]] : [],
  );
}

function isDistributed([grain, , , scope, metric, dim]: CountRow, { distributed }: CountsAsked): boolean {
  return grain === 'minute' && scope === '' && dim === '' && distributed.includes(metric);
}

function toRuleRows(rows: readonly CountRow[]): RuleRow[] {
  return rows.map((row) => ({ row }));
}

/** All that rules can ask of the past that their windows reach, with the commit it stands at. */
async function readAll(
  pool: pg.Pool,
  { metrics, distributed, longestMs }: CountsAsked,
  worlds: ReadonlyMap<string, number | null>,
): Promise<{ readonly commit: number; readonly rows: ReadonlyMap<string, readonly RuleRow[]> }> {
  return inSnapshot(pool, async (sql) => {
    const place = await sql.query<{ commit: number }>('SELECT commit FROM writer_position');
    const rows = new Map<string, RuleRow[]>();
    for (const [world, tickMs] of worlds) {
      const fromMs = (tickMs ?? Date.now()) - longestMs;
      const from = { minutesFrom: new Date(fromMs - 60_000), hoursFrom: new Date(fromMs - hourMs) };
      rows.set(world, await readRuleRows(sql, { world, metrics, distributed, ...from }));
    }
    return { commit: place.rows[0]?.commit ?? 0, rows };
  });
}
