import { parentPort, workerData } from 'node:worker_threads';
import { createLog } from '#shared/service/log.ts';
import { createPool } from '#shared/service/postgres.ts';
import { sleep } from '#shared/service/retry.ts';
import { civilCalendar } from '#shared/time/civil-day.ts';
import type { Frame } from '../push/frame.ts';
import { NoSuchMomentError } from './past-fold.ts';
import { readOnlyUrl } from './read-only-url.ts';
import { ReplaySession } from './replay-session.ts';
import type { FromReplay, ReplayTask, ToReplay } from './worker-messages.ts';

/*
 * One replay in a thread of its own: it folds an hour of a city in a second, and screens of the present must not wait for it. What
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
const { city, timeZone, world, packVersion, topics } = task;
let screen = 0;
let takesDeflated = false;
let underWay = 0;
let isResting = true;
let commands: Command[] = [];
let wake = new AbortController();

const tell = (message: FromReplay): void => {
  port.postMessage(message);
};
const send = (frame: Frame): void => {
  underWay += 1;
  tell({ screen, frame: frame.bytes(takesDeflated) });
};
const session = new ReplaySession({
  ...{ pool, city, timeZone, asked: { world, calendar, packVersion }, topics, send, realMs: () => performance.now() },
});
port.on('message', (told: ToReplay) => {
  if (told.do === 'taken') underWay -= 1;
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
    // Of several jumps that wait only the last one is made.
    const isJump = (one: Command): boolean => one.do === 'greet' && one.onward.do === 'go';
    const last = told.findLastIndex(isJump);
    for (const [at, one] of told.entries()) if (at >= last || !isJump(one)) await obey(one);
    if (underWay >= mostUnderWay) session.rest();
    else if (!isResting) await session.step();
  } catch (error) {
    tell({
      screen,
      failed: error instanceof NoSuchMomentError ? error.message : 'the past cannot be read now; try again',
    });
    isResting = true;
  }
  if (commands.length === 0) await sleep(stepMs, wake.signal);
}

async function obey(told: Command): Promise<void> {
  switch (told.do) {
    case 'greet':
      screen = told.screen;
      takesDeflated = told.takesDeflated;
      underWay = 0;
      isResting = false;
      session.greet();
      session.rest();
      if (told.onward.do === 'go') return session.go(told.onward.atMs, told.onward.speed);
      session.pace(told.onward.speed);
      return;
    case 'restart':
      session.restart(told.topic);
      return;
    case 'rest':
      isResting = true;
  }
}

function failWithoutPort(): never {
  throw new Error('this file is a thread of stream/live, and is started by nobody else');
}
