import { readAssets } from './make-events.ts';
import { openMeasuredScreen, type MeasuredScreen } from './screens/measured-screen.ts';
import { openRawScreen, type RawScreen } from './screens/raw-screen.ts';
import type { FromWatch, ToWatch, WatchJob } from './screens/run-screens.ts';
import { listDue } from './screens/due-events.ts';

/*
 * Screens, in a process of their own: neither the generator nor those that only drain may stand in the way of one that is
 * measured. `measured` ones read what they are sent, `draining` ones take it, `stalled` ones never read and come back when
 * they were cut.
 */

const job = JSON.parse(process.argv[2] ?? '{}') as WatchJob;
const tell = (message: FromWatch): void => void process.send?.(message);
const url = `${job.url}?world=live&hz=${job.hz}`;
// The kernel's buffers take some ten seconds to fill; then the server skips such a screen, and cuts it after fifteen more.
const comeBackAfterMs = 30_000;

const measured: MeasuredScreen[] = [];
const raw: RawScreen[] = [];
const openOne = async (): Promise<void> => {
  if (job.kind === 'measured') {
    measured.push(await openMeasuredScreen(url, job));
    return;
  }
  // One that never reads is hardest on the server when nothing is deflated for it.
  const screen = await openRawScreen(url, job.token, { deflated: job.kind === 'draining' });
  raw.push(screen);
  if (job.kind !== 'stalled') return;
  screen.stall();
  setTimeout(() => {
    screen.close();
    raw.splice(raw.indexOf(screen), 1);
    void openOne().catch(() => undefined);
  }, comeBackAfterMs);
};
// A few at a time: a thousand connections in one moment are another measurement.
for (let at = 0; at < job.count; at += 25) {
  await Promise.all(Array.from({ length: Math.min(25, job.count - at) }, openOne));
}

process.on('message', (message: ToWatch) => {
  if (message.type === 'begin') {
    const due = listDue(readAssets(message.packDir), message.run);
    for (const screen of measured) screen.begin(due);
    tell({ type: 'begun' });
  } else {
    const results = measured.map((screen) => screen.end(Date.now()));
    tell({
      type: 'ended',
      tallies: results.map(({ tally }) => tally),
      unseen: results.reduce((sum, { unseen }) => sum + unseen, 0),
      cut: [...measured, ...raw].filter((screen) => screen.wasCut()).length,
      bytes: raw.reduce((sum, screen) => sum + screen.bytes(), 0),
    });
  }
});
process.on('disconnect', () => process.exit());
tell({ type: 'ready' });
