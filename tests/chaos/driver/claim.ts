import { createHmac } from 'node:crypto';
import { randomFrom } from './random.ts';

/** What decides every event of a run: the same run makes the same events. */
export type Run = {
  readonly seed: string;
  readonly source: string;
  /** When event 0 happened; the next ones follow two milliseconds apart. */
  readonly startMs: number;
  /** The assets it may speak of, by kind. */
  readonly assets: Readonly<Record<'kiosk' | 'point' | 'parking', readonly string[]>>;
};

/** An event as a sender writes it. */
export type ClaimedEvent = {
  readonly specversion: '1.0';
  readonly id: string;
  readonly source: string;
  readonly type: string;
  readonly time: string;
  readonly asset: string;
  readonly sequence: number;
  readonly data: Readonly<Record<string, unknown>>;
};

const apartMs = 2;

/** The identity of event number `n`: its number, and a signature that nobody makes by accident. */
export function idOf(run: Run, n: number): string {
  return `${String(n)}-${createHmac('sha256', run.seed)
    .update(`${run.source} ${String(n)}`)
    .digest('hex')
    .slice(0, 12)}`;
}

/** Event number `n` of a run: a pure function of both. */
export function claim(run: Run, n: number): ClaimedEvent {
  const random = randomFrom(`${run.seed} ${run.source} ${String(n)}`);
  const event = (type: string, asset: string, data: Readonly<Record<string, unknown>>): ClaimedEvent => ({
    ...{ specversion: '1.0', id: idOf(run, n), source: run.source, type, asset, sequence: n, data },
    time: new Date(run.startMs + n * apartMs).toISOString(),
  });
  const { kiosk, point, parking } = run.assets;
  // Six in a row speak of one ticket or stay, so that open items open and close.
  const item = `i${String(Math.floor(n / 6))}`;
  const place = point[Math.floor(n / 6) % point.length] ?? '';
  switch (n % 6) {
    case 0:
      return event('ticket.issued', place, { ticketId: item, procedure: `TT${String(random.int(0, 9))}` });
    case 1:
      return event('kiosk.heartbeat', random.pick(kiosk), {
        ...{ healthy: random.int(0, 9) > 0, coversS: random.int(1, 120), paperPct: random.int(0, 100) },
      });
    case 2:
      return event('ticket.called', place, { ticketId: item, counter: 'Q1', waitS: random.int(0, 7_200) });
    case 3:
      return event('parking.paid', random.pick(parking), {
        ...{
          paymentId: item,
          method: random.pick(['cash', 'card', 'qr', 'tag']),
          amountVnd: random.int(1, 999) * 1_000,
        },
      });
    case 4:
      return event('parking.occupancy', random.pick(parking), { occupied: random.int(0, 200), capacity: 200 });
    default:
      return event('ticket.served', place, { ticketId: item, counter: 'Q1', serviceS: random.int(0, 3_600) });
  }
}
