import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What the bench sends: asset codes of a real city, in the proportions of its kinds. */
export type Assets = {
  readonly kiosks: readonly string[];
  readonly points: readonly string[];
  readonly parking: readonly string[];
};

/** Asset codes of a pack's tables. */
export function readAssets(packDir: string): Assets {
  const codes = (file: string): string[] =>
    readFileSync(join(packDir, file), 'utf8')
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => line.split(',')[0] ?? '');
  return { kiosks: codes('kiosks.csv'), points: codes('points.csv'), parking: codes('parking.csv') };
}

/** Event number `n` of a run, due (and happening) at `timeMs`: the same for the same arguments. */
export function makeEvent(assets: Assets, run: string, n: number, timeMs: number): object {
  const pickAt = (list: readonly string[], at: number): string => list[(at * 7_919) % list.length] ?? '';
  const pick = (list: readonly string[]): string => pickAt(list, n);
  const event = (type: string, asset: string, data: object): object => ({
    ...{ specversion: '1.0', id: `${run}-${n}`, source: `urn:bench:${n % 16}`, type, asset },
    ...{ time: new Date(timeMs).toISOString(), data },
  });
  switch (n % 10) {
    case 0:
    case 1:
    case 2:
    case 3:
      return event('kiosk.heartbeat', pick(assets.kiosks), { healthy: n % 97 !== 0, coversS: 60 });
    case 4:
      return event('kiosk.session', pick(assets.kiosks), {
        durationS: 30 + (n % 300),
        outcome: 'completed',
        procedure: `TT${n % 40}`,
      });
    case 5:
      return event('ticket.issued', pickAt(assets.points, n + 1), { ticketId: `t${n}`, procedure: `TT${n % 40}` });
    case 6:
      return event('ticket.called', pickAt(assets.points, n), {
        ticketId: `t${n - 1}`,
        counter: `Q${n % 5}`,
        waitS: n % 1_800,
        procedure: `TT${n % 40}`,
      });
    case 7:
      return event('ticket.served', pickAt(assets.points, n - 1), {
        ticketId: `t${n - 2}`,
        counter: `Q${n % 5}`,
        serviceS: n % 900,
        procedure: `TT${n % 40}`,
      });
    case 8:
      return event('parking.paid', pick(assets.parking), {
        paymentId: `p${n}`,
        method: n % 20 === 8 ? 'cash' : 'tag',
        amountVnd: 10_000 + (n % 9) * 5_000,
      });
    default:
      return event('parking.occupancy', pick(assets.parking), { occupied: n % 200, capacity: 200 });
  }
}
