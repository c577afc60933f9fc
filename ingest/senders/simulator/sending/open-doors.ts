import { createDoorClient, type DoorClient } from '../../door-client.ts';
import { openKeyedDoor } from '../../keyed-door.ts';
import type { OfficeClient } from '../../office-client.ts';
import { listFeeds } from '../feeds.ts';
import { createFeed, type Feed } from './feed.ts';
import { sourceOf } from './outbox.ts';

/** More than any feed of any city sends, and the burst of one that was held up. */
const ratePerS = 100_000;
const allowanceD = 35;

export type FeedAtDoor = { readonly feed: Feed; readonly door: DoorClient };

/** A feed of a city for each source, every one with a key of its own: a saved one, or a new one told to `onToken`. */
export function openDoors(options: {
  run: string;
  world: string;
  operators: readonly { code: string }[];
  office: OfficeClient;
  doorUrl: string;
  savedTokens: Readonly<Record<string, string>>;
  onToken: (feed: string, token: string) => void;
}): Promise<FeedAtDoor[]> {
  const { run, world, operators, office, doorUrl, savedTokens, onToken } = options;
  return Promise.all(
    listFeeds(operators).map(async ({ feed, kinds }) => ({
      feed: createFeed(feed),
      door: await openKeyedDoor({
        savedToken: savedTokens[feed],
        openDoor: (token) => createDoorClient(doorUrl, token),
        createToken: async () => {
          const key = { source: sourceOf(run, feed), world, kinds: [...kinds], assets: ['*'], ratePerS, allowanceD };
          const { token } = await office.createKey(key);
          onToken(feed, token);
          return token;
        },
      }),
    })),
  );
}
