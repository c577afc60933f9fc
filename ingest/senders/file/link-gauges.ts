import type { Mapping } from './mapping.ts';
import type { SourceData, SourceEvent } from './source-event.ts';

/**
 * Gives each sample of a gauge the one before it at the same asset and how long that held. None is given for the first,
 * after a longer silence than the mapping allows, and across a line on which the source lost its feed.
 */
export function linkGauges(events: SourceEvent[], mapping: Mapping, lostLines: readonly number[]): SourceEvent[] {
  const gauges = new Map(mapping.events.flatMap(({ type, gauge }) => (gauge ? [[type, gauge] as const] : [])));
  if (gauges.size === 0) return events;
  const latest = new Map<string, SourceEvent>();
  return events.map((event) => {
    const gauge = gauges.get(event.type);
    if (!gauge) return event;
    const key = `${event.type} ${event.asset}`;
    const before = latest.get(key);
    latest.set(key, event);
    if (!before) return event;
    const heldS = (event.wallMs - before.wallMs) / 1000;
    const isBroken = lostLines.some((line) => line > before.line && line < event.line);
    if (heldS > gauge.maxHeldS || isBroken) return event;
    const prior: Record<string, SourceData[string]> = { heldS };
    for (const field of gauge.fields) {
      const cell = before.data[field];
      if (cell !== undefined) prior[field] = cell;
    }
    return { ...event, data: { ...event.data, prior } };
  });
}
