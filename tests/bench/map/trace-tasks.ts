import type { Browser } from 'playwright-core';

/** The longest task of pages' main threads: by the clock, and by its own work, without whatever else ran on the machine meanwhile. */
export type LongestTask = { readonly clockMs: number; readonly workMs: number };

type TraceEvent = {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  /** Microseconds of the clock, and of the thread's own CPU time. */
  readonly dur?: number;
  readonly tdur?: number;
  readonly args: { readonly name?: string };
};

/** Follows a browser's tasks from now on; the answer stops it, and tells the longest. One browser is followed once at a time. */
export async function traceTasks(browser: Browser): Promise<() => Promise<LongestTask>> {
  const devtools = await browser.newBrowserCDPSession();
  const events: TraceEvent[] = [];
  devtools.on('Tracing.dataCollected', ({ value }) => events.push(...(value as unknown as TraceEvent[])));
  await devtools.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { recordMode: 'recordAsMuchAsPossible', includedCategories: ['toplevel'] },
  });
  return async () => {
    const { promise, resolve } = Promise.withResolvers<undefined>();
    devtools.once('Tracing.tracingComplete', () => {
      resolve(undefined);
    });
    await devtools.send('Tracing.end');
    await promise;
    await devtools.detach();
    return longestOf(events);
  };
}

function longestOf(events: readonly TraceEvent[]): LongestTask {
  const threadOf = ({ pid, tid }: TraceEvent): string => `${pid} ${tid}`;
  const mains = new Set(
    events.filter(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain').map(threadOf),
  );
  const tasks = events.filter(
    (event) => event.name.endsWith('RunTask') && event.ph === 'X' && mains.has(threadOf(event)),
  );
  if (tasks.length === 0)
    throw new Error('the browser told of no task of any page; its traces are otherwise than they were');
  const most = (of: (task: TraceEvent) => number): number =>
    tasks.reduce((longest, task) => Math.max(longest, of(task)), 0) / 1_000;
  // Where a task's own time was not taken, it was at most what went by.
  return { clockMs: most(({ dur = 0 }) => dur), workMs: most(({ dur = 0, tdur = dur }) => tdur) };
}
