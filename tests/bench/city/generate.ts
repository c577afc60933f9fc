import { loadPack } from '#shared/locality/load-pack.ts';
import { createDoorClient } from '../../../ingest/senders/door-client.ts';
import { cityCalendar } from '../../../ingest/senders/simulator/engine/city-calendar.ts';
import { listFeeds } from '../../../ingest/senders/simulator/feeds.ts';
import { createSentCity } from '../../../ingest/senders/simulator/sending/create-sent-city.ts';
import { createFeed } from '../../../ingest/senders/simulator/sending/feed.ts';
import { feedCity } from '../../../ingest/senders/simulator/sending/feed-city.ts';
import { planOwn } from '../../../ingest/senders/simulator/sending/plan-run.ts';
import { countDecided } from '../../../ingest/senders/simulator/sending/progress.ts';

/** What `generate.ts` is told: which hours of a day it sends to the door at `url`, as fast as it can. */
export type GenerateJob = {
  readonly url: string;
  readonly packDir: string;
  readonly day: string;
  readonly days: number;
};
/** What it tells. */
export type Generated = { readonly accepted: number; readonly seconds: number; readonly cpuS: number };

const job = JSON.parse(process.argv[2] ?? '{}') as GenerateJob;
const pack = loadPack(job.packDir);
const never = new AbortController().signal;
const plan = planOwn({
  ...{ run: 'bench', day: job.day, from: '00:00', days: job.days, untilMs: undefined },
  ...{ calendar: cityCalendar(pack), fingerprint: '', saved: undefined },
});
const city = await createSentCity({
  ...{ pack, scenarios: [], plan, run: 'bench', seed: '1', heartbeatS: 60, signal: never },
  onMadeAgain: () => undefined,
});
const feeds = listFeeds(pack.operators).map(({ feed }) => ({
  feed: createFeed(feed),
  door: createDoorClient(job.url, feed),
}));
const byName = new Map(feeds.map(({ feed }) => [feed.name, feed]));
city.sendTo((feed, event) => byName.get(feed)?.put(event));
// Who started this went away.
process.on('disconnect', () => process.exit());

const startMs = performance.now();
const before = process.cpuUsage();
await feedCity({ ...city, feeds, worldNowMs: () => Infinity, endMs: plan.endMs, signal: never });
const { user, system } = process.cpuUsage(before);
const { accepted } = countDecided(feeds.map(({ feed }) => feed));
for (const { door } of feeds) door.close();
process.send?.({
  accepted,
  seconds: (performance.now() - startMs) / 1_000,
  cpuS: (user + system) / 1e6,
} satisfies Generated);
process.disconnect();
