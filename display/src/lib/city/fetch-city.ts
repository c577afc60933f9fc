import { backoffMs, sleep } from '#shared/service/retry.ts';
import type { CityView } from './city-view.ts';

/** How often a screen asks whether its city has changed: a kiosk moved, a unit renamed. */
const LOOK_EVERY_MS = 60_000;

/** The city as one document, and what tells it from a later one. */
export type FetchedCity = { readonly city: CityView; readonly etag: string | null };

/** The city's places and areas; asks again for ever, because a wall has nobody to press a button. */
export async function fetchCity(world: string): Promise<FetchedCity> {
  for (let attempt = 0; ; attempt++) {
    try {
      const answer = await fetch(addressOf(world));
      if (answer.ok) return { city: (await answer.json()) as CityView, etag: answer.headers.get('etag') };
    } catch {
      // No network just now.
    }
    await sleep(backoffMs(attempt, 500, 15_000));
  }
}

/** Tells when the city is no longer as it was fetched; returns how to stop looking. */
export function watchCity(world: string, etag: string | null, onChange: () => void): () => void {
  const look = async (): Promise<void> => {
    const answer = await fetch(addressOf(world), { method: 'HEAD' }).catch(() => null);
    if (answer?.ok === true && answer.headers.get('etag') !== etag) onChange();
  };
  const timer = setInterval(() => void look(), LOOK_EVERY_MS);
  return () => {
    clearInterval(timer);
  };
}

function addressOf(world: string): string {
  return `/wall/city.json?world=${encodeURIComponent(world)}`;
}
