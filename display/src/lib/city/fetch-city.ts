import { backoffMs, sleep } from '#shared/service/retry.ts';
import type { CityView } from './city-view.ts';

/** The city's places and areas; asks again for ever, because a wall has nobody to press a button. */
export async function fetchCity(): Promise<CityView> {
  for (let attempt = 0; ; attempt++) {
    try {
      const answer = await fetch('/wall/city.json');
      if (answer.ok) return (await answer.json()) as CityView;
    } catch {
      // No network just now.
    }
    await sleep(backoffMs(attempt, 500, 15_000));
  }
}
