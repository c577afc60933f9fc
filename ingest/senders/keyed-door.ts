import { sleep } from '#shared/service/retry.ts';
import { DoorError, type DoorClient } from './door-client.ts';

const retries = 20;
const retryMs = 500;

/**
 * A door with a saved key or a new one. A new key takes a moment to reach the door, so a refusal of it is tried again for
 * ten seconds; a saved one that is refused is replaced once.
 */
export async function openKeyedDoor(options: {
  savedToken: string | undefined;
  createToken: () => Promise<string>;
  openDoor: (token: string) => DoorClient;
}): Promise<DoorClient> {
  const { savedToken, createToken, openDoor } = options;
  let isNew = savedToken === undefined;
  let door = openDoor(savedToken ?? (await createToken()));
  return {
    close: () => {
      door.close();
    },
    send: async (events, signal) => {
      for (let attempt = 0; ; attempt += 1) {
        try {
          return await door.send(events, signal);
        } catch (error) {
          if (!(error instanceof DoorError) || error.status !== 401 || attempt >= retries || signal.aborted)
            throw error;
          if (isNew) await sleep(retryMs, signal);
          else {
            door.close();
            door = openDoor(await createToken());
            isNew = true;
          }
        }
      }
    },
  };
}
