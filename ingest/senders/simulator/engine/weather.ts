import type { CityCalendar } from './city-calendar.ts';
import type { Random } from './random.ts';
import { remember } from './remember-office.ts';

const hourMs = 3_600_000;
/**
 * Days with rain in Hanoi from January to December, out of 30: climate means, rounded. Other cities of the country have
 * other months; none is modelled apart.
 */
const wetDays = [9, 11, 14, 13, 14, 14, 15, 16, 13, 9, 6, 5];
const mostShowers = 2;
const longestShowerMs = 4 * hourMs;

/** Whether it rains at a time: showers of a few hours on some days, the same for the same seed. */
export function createWeather(random: Random, calendar: CityCalendar): (timeMs: number) => boolean {
  const showersOn = remember((day) => {
    const chance = random.fork(day);
    if (!chance.chance((wetDays[Number(day.slice(5, 7)) - 1] ?? 0) / 30)) return [];
    return Array.from({ length: 1 + chance.int(mostShowers) }, () => {
      const fromMs = calendar.startOf(day) + chance.int(24 * hourMs - longestShowerMs);
      return { fromMs, toMs: fromMs + hourMs / 2 + chance.int(longestShowerMs - hourMs / 2) };
    });
  });
  return (timeMs) => showersOn(calendar.dayOf(timeMs)).some(({ fromMs, toMs }) => fromMs <= timeMs && timeMs < toMs);
}
