import { parentPort, workerData } from 'node:worker_threads';
import { createLog } from '#shared/service/log.ts';
import { createPool } from '#shared/service/postgres.ts';
import { sleep } from '#shared/service/retry.ts';
import { civilCalendar } from '#shared/time/civil-day.ts';
import type { Frame } from '../push/frame.ts';
import { NoSuchMomentError } from './past-fold.ts';
import { readOnlyUrl } from './read-only-url.ts';
import { ReplaySession } from './replay-session.ts';
import type { FromReplay, ReplaySight, ReplayTask, ToReplay } from './worker-messages.ts';

/*
 * One replay in a thread of its own, started before it is asked for: it folds an hour of a city in a second, and screens of the present must not wait for it. What
 * it holds is bounded by the thread's own limit, and it cannot write: its connections are read-only.
 */

const stepMs = 200;
/** Frames under way; beyond, the replay waits for its screen. */
const mostUnderWay = 12;

type Command = Exclude<ToReplay, { readonly do: 'taken' }>;

const task = workerData as ReplayTask;
const log = createLog('replay', 'silent');
const port = parentPort ?? failWithoutPort();
const pool = createPool(readOnlyUrl(task.databaseUrl), 'replay', log, 3, 30_000);
const calendar = civilCalendar(task.timeZone);
const { city, timeZone, packVersion } = task;
/** The screen that is told, and how it stands. */
const now = { screen: 0, takesDeflated: false, underWay: 0, isResting: true };
let commands: Command[] = [];
let wake = new AbortController();

const tell = (message: FromReplay): void => {
  port.postMessage(message);
};
const send = (frame: Frame): void => {
  now.underWay += 1;
  tell({ screen: now.screen, frame: frame.bytes(now.takesDeflated) });
};
const openSession = ({ world, topics }: ReplaySight): ReplaySession =>
  new ReplaySession({
    ...{ pool, city, timeZone, asked: { world, calendar, packVersion }, topics, send, realMs: () => performance.now() },
  });
/** Until somebody asks for a replay there is none. */
let session: ReplaySession | undefined;
port.on('message', (told: ToReplay) => {
  if (told.do === 'taken') now.underWay -= 1;
  else {
    commands.push(told);
    wake.abort();
  }
});

for (;;) {
  const told = commands;
  commands = [];
  wake = new AbortController();
  try {
    await turn(told);
  } catch (error) {
    const isGone = error instanceof NoSuchMomentError;
    tell({ screen: now.screen, failed: isGone ? error.message : 'the past cannot be read now; try again' });
    now.isResting = true;
  }
  if (commands.length === 0) await sleep(stepMs, wake.signal);
}

async function turn(told: readonly Command[]): Promise<void> {
  // Of several jumps that wait only the last one is made.
  const isJump = (one: Command): boolean => one.do === 'greet' && one.onward.do === 'go';
  const last = told.findLastIndex(isJump);
  for (const [at, one] of told.entries()) if (at >= last || !isJump(one)) await obey(one);
  if (now.underWay >= mostUnderWay) session?.rest();
  else if (!now.isResting) await session?.step();
}

async function obey(told: Command): Promise<void> {
  switch (told.do) {
    case 'open':
      session = openSession(told);
      return;
    case 'greet':
      Object.assign(now, { screen: told.screen, takesDeflated: told.takesDeflated, underWay: 0, isResting: false });
      session?.greet();
      session?.rest();
      if (told.onward.do === 'go') return session?.go(told.onward.atMs, told.onward.speed);
      session?.pace(told.onward.speed);
      return;
    case 'restart':
      session?.restart(told.topic);
      return;
    case 'rest':
      now.isResting = true;
  }
}

function failWithoutPort(): never {
  throw new Error('this file is a thread of stream/live, and is started by nobody else');
}
