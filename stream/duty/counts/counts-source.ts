import type { NatsConnection } from '@nats-io/transport-node';
import type pg from 'pg';
import type { RuleRow } from '#shared/rules/input.ts';
import type { Log } from '#shared/service/log.ts';
import { inSnapshot } from '#shared/store/in-snapshot.ts';
import { readRuleRows, readRuleSlots, slotsName } from '#shared/store/read-rule-rows.ts';
import type { CountRow, CountsMessage } from '#shared/wire/counts.ts';
import { createPartGatherer, type WholeCommit } from '#shared/wire/gather-parts.ts';
import type { CountsAsked } from './counts-asked.ts';

const lookEveryMs = 250;
/** Messages are not stored: after this long without one the database is asked whether any was missed. */
const silenceMs = 15_000;
const readAgainAfterMs = 2_000;
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
  readonly stop: () => Promise<void>;
};

/** Follows the writer's commits; reads the database at the start and wherever a commit is missing. Rows are absolute. */
export function createCountsSource({ nats, subject, pool, asked, worlds, onRows, log }: Parts): CountsSource {
  const gather = createPartGatherer();
  let held: number | null = null;
  let waiting: WholeCommit[] = [];
  let heardMs = performance.now();
  let committedMs: number | null = null;
  let notBeforeMs = 0;
  let isFailing = false;
  let work: Promise<void> | undefined;
  /** Rows whose distribution is to be read before they are told, by world. */
  let undistributed = new Map<string, Map<string, CountRow>>();

  const lose = (): void => {
    held = null;
  };
  const tell = (whole: WholeCommit): void => {
    const { metrics, distributed } = asked();
    for (const [world, rows] of whole.rows) {
      if (!worlds().has(world)) continue;
      const wanted = rows.filter((row) => row[0] !== 'day' && metrics.includes(row[4]));
      const [apart, plain] = [wanted.filter(isApart), wanted.filter((row) => !isApart(row))];
      if (plain.length > 0)
        onRows(
          world,
          plain.map((row) => ({ row })),
        );
      for (const row of apart) rowsOf(world).set(row.slice(0, 6).join('\n'), row);

      function isApart([grain, , , scope, metric, dim]: CountRow): boolean {
        return grain === 'minute' && scope === '' && dim === '' && distributed.includes(metric);
      }
    }
  };
  const rowsOf = (world: string): Map<string, CountRow> => {
    const rows = undistributed.get(world) ?? new Map<string, CountRow>();
    undistributed.set(world, rows);
    return rows;
  };
  const take = (whole: WholeCommit): void => {
    if (held === null) {
      waiting.push(whole);
      return;
    }
    if (whole.commit <= held) return;
    if (whole.commit !== held + 1) {
      lose();
      waiting = [whole];
      return;
    }
    held = whole.commit;
    tell(whole);
  };

  const subscription = nats.subscribe(subject, {
    callback: (error, message) => {
      if (error) return;
      const whole = gather(message.json<CountsMessage>());
      heardMs = performance.now();
      if (!whole) return;
      committedMs = heardMs;
      take(whole);
    },
  });

  const read = async (): Promise<void> => {
    const { metrics, distributed, longestMs } = asked();
    const judged = [...worlds()];
    const { commit, rows } = await inSnapshot(pool, async (sql) => {
      const place = await sql.query<{ commit: number }>('SELECT commit FROM writer_position');
      const rows = new Map<string, RuleRow[]>();
      for (const [world, tickMs] of judged) {
        const fromMs = (tickMs ?? Date.now()) - longestMs;
        const from = { minutesFrom: new Date(fromMs - 60_000), hoursFrom: new Date(fromMs - hourMs) };
        rows.set(world, await readRuleRows(sql, { world, metrics, distributed, ...from }));
      }
      return { commit: place.rows[0]?.commit ?? 0, rows };
    });
    const missed = waiting.filter((whole) => whole.commit > commit);
    waiting = [];
    undistributed = new Map();
    held = commit;
    for (const [world, list] of rows) if (list.length > 0) onRows(world, list);
    for (const whole of missed) take(whole);
  };

  const distribute = async (): Promise<void> => {
    const taken = undistributed;
    undistributed = new Map();
    for (const [world, rows] of taken) {
      const from = [...rows.values()].map(([, bucket]) => bucket).sort()[0];
      if (from === undefined) continue;
      const slots = await readRuleSlots(pool, { world, metrics: asked().distributed, from: new Date(from) });
      onRows(
        world,
        [...rows.values()].map((row) => {
          const known = slots.get(slotsName(new Date(row[1]).toISOString(), row[2], row[4]));
          return known ? { row, slots: known } : { row };
        }),
      );
    }
  };

  const look = async (): Promise<void> => {
    const nowMs = performance.now();
    if (nowMs < notBeforeMs || worlds().size === 0) return;
    try {
      if (nowMs - heardMs > silenceMs) {
        heardMs = nowMs;
        lose();
      }
      if (held === null) await read();
      if (undistributed.size > 0) await distribute();
      if (isFailing) log.info('counts are read again');
      isFailing = false;
    } catch (error) {
      if (!isFailing) log.warn({ err: error }, 'counts cannot be read; it is tried again');
      isFailing = true;
      lose();
      notBeforeMs = performance.now() + readAgainAfterMs;
    }
  };
  const timer = setInterval(() => {
    work ??= look().finally(() => (work = undefined));
  }, lookEveryMs);

  return {
    readAgain: lose,
    ageS: () => (committedMs === null ? null : Math.round((performance.now() - committedMs) / 1_000)),
    stop: async () => {
      clearInterval(timer);
      subscription.unsubscribe();
      await work;
    },
  };
}
