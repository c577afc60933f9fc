import type { SourceData, SourceEvent } from './source-event.ts';
import type { WallClock } from '#shared/time/wall-clock.ts';

/** How a source's event becomes one of the run. `pass` is the run's Monday of that pass, as `261116`. */
export type Projection = {
  readonly source: string;
  readonly sourceZone: WallClock;
  readonly city: WallClock;
  readonly shiftMs: number;
  readonly pass: string;
};

/** An event as it is sent. */
export type ReplayedEvent = {
  readonly specversion: '1.0';
  readonly id: string;
  readonly source: string;
  readonly type: string;
  readonly time: string;
  readonly asset: string;
  readonly data: Record<string, unknown>;
};

/**
 * Moves an event to the run's dates. Ids carry the pass, so a loop's events are new ones, while the same pass of the same
 * set on the same dates always has the same ids and is counted once however often it is sent.
 */
export function projectEvent(event: SourceEvent, projection: Projection): ReplayedEvent {
  const { source, city, shiftMs, pass } = projection;
  return {
    specversion: '1.0',
    id: `${event.id}@${pass}`,
    source,
    type: event.type,
    time: new Date(city.instantOf(event.wallMs + shiftMs)).toISOString(),
    asset: event.asset,
    data: projectData(event.data, projection),
  };
}

function projectData(data: SourceData, projection: Projection): Record<string, unknown> {
  return Object.fromEntries(Object.entries(data).map(([field, value]) => [field, projectValue(value, projection)]));
}

function projectValue(value: SourceData[string], projection: Projection): unknown {
  const { sourceZone, city, shiftMs, pass } = projection;
  if (typeof value !== 'object') return value;
  if ('item' in value && typeof value.item === 'string') return `${value.item}@${pass}`;
  if ('instantMs' in value && typeof value.instantMs === 'number') {
    return new Date(city.instantOf(sourceZone.wallOf(value.instantMs) + shiftMs)).toISOString();
  }
  return projectData(value, projection);
}
