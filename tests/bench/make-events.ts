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

/** The asset that event number `n` happens at. Three events in a row are one ticket's, at one service point. */
export function assetOf(assets: Assets, n: number): string {
  const pick = (list: readonly string[], at: number): string => list[(at * 7_919) % list.length] ?? '';
  const turn = n % 10;
  if (turn < 5) return pick(assets.kiosks, n);
  if (turn < 8) return pick(assets.points, n - turn + 6);
  return pick(assets.parking, n);
}

/** Event number `n` of a run, due (and happening) at `timeMs`: the same for the same arguments. */
export function makeEvent(assets: Assets, run: string, n: number, timeMs: number): object {
  const [type, data] = describe(n);
  return {
    ...{ specversion: '1.0', id: `${run}-${n}`, source: `urn:bench:${n % 16}`, type, asset: assetOf(assets, n) },
    ...{ time: new Date(timeMs).toISOString(), data },
  };
}

function describe(n: number): [type: string, data: object] {
  const procedure = `TT${n % 40}`;
  const counter = `Q${n % 5}`;
  switch (n % 10) {
    case 0:
    case 1:
    case 2:
    case 3:
      return ['kiosk.heartbeat', { healthy: n % 97 !== 0, coversS: 60 }];
    case 4:
      return ['kiosk.session', { durationS: 30 + (n % 300), outcome: 'completed', procedure }];
    case 5:
      return ['ticket.issued', { ticketId: `t${n}`, procedure }];
    case 6:
      return ['ticket.called', { ticketId: `t${n - 1}`, counter, waitS: n % 1_800, procedure }];
    case 7:
      return ['ticket.served', { ticketId: `t${n - 2}`, counter, serviceS: n % 900, procedure }];
    case 8:
      return [
        'parking.paid',
        { paymentId: `p${n}`, method: n % 20 === 8 ? 'cash' : 'tag', amountVnd: 10_000 + (n % 9) * 5_000 },
      ];
    default:
      return ['parking.occupancy', { occupied: n % 200, capacity: 200 }];
  }
}
