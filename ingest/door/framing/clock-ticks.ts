import type { AcceptedEvent } from '#shared/events/envelope.ts';
import { readWorldClock, type WorldClock } from '#shared/wire/world.ts';

/** A world that stood still this long needs no more ticks: nothing in it is waiting for time to pass. */
const stillMs = 60_000;

/** Makes the ticks of one second: `live` always, another world while its clock runs or ran within the last minute. */
export type TickMaker = (clocks: ReadonlyMap<string, WorldClock>, nowMs: number) => AcceptedEvent<{ speed: number }>[];

/** `instance` tells two runs of the door apart: an event's identity may never repeat. */
export function createTickMaker(city: string, instance: string): TickMaker {
  const seen = new Map<string, { content: string; movedAtMs: number }>();
  let count = 0;
  return (clocks, nowMs) => {
    count += 1;
    const ticks = [toTick('live', readWorldClock(undefined, nowMs), nowMs)];
    for (const world of seen.keys()) if (!clocks.has(world)) seen.delete(world);
    for (const [world, clock] of clocks) {
      const reading = readWorldClock(clock, nowMs);
      const before = seen.get(world);
      const content = JSON.stringify(clock);
      const movedAtMs = reading.speed > 0 || before?.content !== content ? nowMs : before.movedAtMs;
      seen.set(world, { content, movedAtMs });
      if (world !== 'live' && isDate(reading.nowMs) && nowMs - movedAtMs < stillMs)
        ticks.push(toTick(world, reading, nowMs));
    }
    return ticks;
  };

  function toTick(
    world: string,
    reading: { nowMs: number; speed: number },
    realMs: number,
  ): AcceptedEvent<{ speed: number }> {
    return {
      specversion: '1.0',
      id: `tick-${world}-${instance}-${count}`,
      source: `urn:vonglau:${city}:door`,
      type: 'clock.tick',
      time: new Date(reading.nowMs).toISOString(),
      asset: '',
      unit: '',
      receivedtime: new Date(realMs).toISOString(),
      world,
      data: { speed: reading.speed },
    };
  }
}

/** A clock set to a year no calendar knows must not stop the others' ticks. */
function isDate(ms: number): boolean {
  return !Number.isNaN(new Date(ms).getTime());
}
