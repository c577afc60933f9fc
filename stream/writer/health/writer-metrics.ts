import { secondsBuckets, type Metrics } from '#shared/service/metrics.ts';
import type { Batch, Committed } from '../batch.ts';
import type { DatabaseLink } from '../database-link.ts';

/** What the writer counts, once for a commit. */
export type WriterMetrics = {
  readonly noteCommit: (committed: Committed, batch: Batch) => void;
  /** The same link, whose every piece of work is timed. */
  readonly timed: (link: DatabaseLink) => DatabaseLink;
};

/** Declares the writer's metrics. */
export function createWriterMetrics(metrics: Metrics): WriterMetrics {
  const commits = metrics.counter('writer_commits_total', 'Commits');
  const failures = metrics.counter('writer_commit_failures_total', 'Commits that failed and were tried again');
  const events = metrics.counter('writer_events_total', 'Events by what was found of them', ['found']);
  const rows = metrics.counter('writer_rows_total', 'Roll-up rows changed');
  const batches = metrics.histogram(
    'writer_commit_events',
    'Events of a commit',
    [1, 10, 100, 1_000, 3_000, 10_000, 50_000],
  );
  const seconds = metrics.histogram('writer_commit_seconds', 'From beginning a commit to its end', secondsBuckets);
  return {
    noteCommit: (committed, batch) => {
      commits.inc();
      events.inc({ found: 'fresh' }, committed.fresh);
      events.inc({ found: 'repeat' }, committed.repeats);
      events.inc({ found: 'conflict' }, committed.conflicts);
      events.inc({ found: 'setApart' }, batch.findings.length);
      for (const changed of committed.rows.values()) rows.inc(changed.length);
      batches.observe(batch.events.length);
    },
    timed: (link) => ({
      ...link,
      work: async (task) => {
        const startMs = performance.now();
        try {
          return await link.work(task);
        } catch (error) {
          failures.inc();
          throw error;
        } finally {
          seconds.observe((performance.now() - startMs) / 1_000);
        }
      },
    }),
  };
}
