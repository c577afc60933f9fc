import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AcceptedEvent } from '#shared/events/envelope.ts';

/** Events of one day, whatever the city: 400 days, the longest retention, are a hundred million. */
export const eventsPerDay = 250_000;

type Asset = { readonly code: string; readonly unit: string };
type Happening = {
  readonly ms: number;
  readonly type: string;
  readonly asset: Asset;
  readonly data: Record<string, unknown>;
};

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayLengthMs = 24 * hourMs;
const secondMs = 1_000;

/**
 * A working day of a city's assets in order of time: kiosks, sites and counters report all day long, tickets, sessions and
 * payments come in their hours. The same for the same arguments. Data keys are in order, so that the stored text is
 * the canonical one. Ids are `0-<n>`.
 */
export function makeDay(packDir: string, startMs: number): AcceptedEvent[] {
  const kiosks = readAssets(packDir, 'kiosks.csv');
  const points = readAssets(packDir, 'points.csv');
  const parking = readAssets(packDir, 'parking.csv');
  const random = seeded(20_261_123);
  const between = (low: number, high: number): number => low + Math.floor(random() * (high - low));
  const pick = <T>(list: readonly T[]): T => list[between(0, list.length)] as T;
  // Many short ones and a few long ones, as waits are.
  const skewedS = (typicalS: number): number => Math.min(7_200, Math.round(typicalS * Math.exp((random() - 0.5) * 3)));
  const procedure = (): string => `TT${between(0, 10)}`;

  const day: Happening[] = [
    ...repeat(kiosks, 5 * minuteMs, () => ['kiosk.heartbeat', { coversS: 300, healthy: random() > 0.02 }]),
    ...repeat(parking, 20 * minuteMs, () => ['parking.occupancy', { capacity: 200, occupied: between(0, 200) }]),
    ...repeat(points, 10 * minuteMs, () => [
      'counter.waiting',
      { expectedWaitS: skewedS(600), waiting: between(0, 40) },
    ]),
  ].map((happening) => ({ ...happening, ms: happening.ms + between(0, 60 * secondMs) }));
  const at = (fromHour: number, toHour: number): number => between(fromHour * hourMs, toHour * hourMs);
  const add = (ms: number, type: string, asset: Asset, data: Record<string, unknown>): void => {
    if (day.length < eventsPerDay) day.push({ ms, type, asset, data });
  };
  for (let n = 0; n < 20_000; n += 1) {
    const method = pick(['card', 'cash', 'qr', 'tag', 'tag', 'wallet']);
    add(at(6, 22), 'parking.paid', pick(parking), { amountVnd: between(1, 10) * 5_000, method, paymentId: `p${n}` });
  }
  for (let n = 0; n < 6_000; n += 1) {
    const outcome = pick(['abandoned', 'completed', 'completed', 'completed', 'failed']);
    add(at(8, 17), 'kiosk.session', pick(kiosks), { durationS: skewedS(120), outcome, procedure: procedure() });
  }
  for (let n = 0; day.length < eventsPerDay; n += 1) {
    const point = pick(points);
    const ticket = { procedure: procedure(), ticketId: `t${n}` };
    const ms = at(8, 16);
    const waitS = skewedS(900);
    const serviceS = skewedS(400);
    const counter = `Q${between(0, 5)}`;
    add(ms, 'ticket.issued', point, ticket);
    add(ms + waitS * secondMs, 'ticket.called', point, { counter, ...ticket, waitS });
    add(ms + (waitS + serviceS) * secondMs, 'ticket.served', point, {
      counter,
      procedure: ticket.procedure,
      serviceS,
      ticketId: ticket.ticketId,
    });
  }
  return day
    .sort((a, b) => a.ms - b.ms)
    .map(({ ms, type, asset, data }, n) => ({
      ...{ specversion: '1.0', id: `0-${n}`, source: `urn:bench:${asset.code.slice(0, 1)}`, type },
      ...{ time: new Date(startMs + ms).toISOString(), asset: asset.code, unit: asset.unit },
      ...{ receivedtime: new Date(startMs + ms + 40).toISOString(), world: 'live', data },
    }));
}

/** Codes of a city's units. */
export function readUnits(packDir: string): string[] {
  return readRows(packDir, 'units.csv').map(([code = '']) => code);
}

function readAssets(packDir: string, file: string): Asset[] {
  return readRows(packDir, file).map(([code = '', unit = '']) => ({ code, unit }));
}

function readRows(packDir: string, file: string): string[][] {
  const [, ...lines] = readFileSync(join(packDir, file), 'utf8').trim().split('\n');
  return lines.map((line) => line.split(','));
}

function repeat(
  assets: readonly Asset[],
  everyMs: number,
  say: () => [type: string, data: Record<string, unknown>],
): Happening[] {
  return assets.flatMap((asset) =>
    Array.from({ length: (dayLengthMs - minuteMs) / everyMs }, (_, n) => {
      const [type, data] = say();
      return { ms: n * everyMs, type, asset, data };
    }),
  );
}

/** Mulberry32: small, even enough, the same everywhere. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
