import type { QueueForecast } from '../forecast/ask/answer-places.ts';
import type { MonthForecast } from '../forecast/ask/answer-months.ts';
import type { Held } from './ask.ts';

/** A reading as an evaluator is told it. */
export type NamedReading = Held & { readonly name: string };

/** The waits that are expected at a place. */
export function queueReading({ place, asOf, steps }: QueueForecast): NamedReading {
  const ahead = (steps ?? []).flatMap(({ at, waitMs }) => (waitMs === null ? [] : [[at, Math.round(waitMs)] as const]));
  return { name: `forecast ${place}`, time: asOf, value: null, ahead };
}

/** What a KPI comes to at the end of the month. */
export function monthReading({ kpi, unit, asOf, value }: MonthForecast): NamedReading {
  return { name: `kpi ${kpi}.month_end ${unit}`, time: asOf, value };
}
