import type { Citizen, Purpose, Trouble } from '../citizens/citizen.ts';
import { createServiceQueue, type ServiceQueue } from '../engine/service-queue.ts';
import type { Simulation } from '../engine/simulation.ts';
import type { Place } from './place.ts';

/** The queue of a point or branch: who is in it, and what its tickets say. */
export type Visitors = {
  /** Takes a ticket, or turns round before a queue that is too long. */
  readonly arrive: (citizen: Citizen) => void;
  readonly queue: ServiceQueue<Visitor>;
  /** What somebody joining now is told to expect; undefined: no counter is open. */
  readonly expectedWaitMs: () => number | undefined;
};

/** Somebody with a ticket. */
export type Visitor = { readonly citizen: Citizen; readonly ticketId: string };

export type VisitorsHooks = {
  /** Times the usual time at the counter: more while the systems behind it are down. */
  readonly slowness: () => number;
  readonly served: (citizen: Citizen, waitMs: number) => void;
  readonly lost: (citizen: Citizen, trouble: Trouble) => void;
  readonly opened: (counter: number) => void;
  readonly closed: (counter: number, openMs: number) => void;
};

const minuteMs = 60_000;
/** Collecting a result and asking are short whatever the procedure. */
const shortServiceMin: Readonly<Record<Exclude<Purpose, 'submit'>, number>> = { collect: 3, ask: 5 };
const serviceSigma = 0.45;
/** Half of all people wait no longer than this. */
const patienceMin = 65;
const patienceSigma = 0.5;
/** Who sees at once that it would take longer than they can wait turns round with this chance. */
const balks = 0.6;
/** The newest service counts so much in the mean that the expected wait is told from. */
const newest = 0.05;
const kioskTickets = 0.7;

/** An empty queue at a place. */
export function createVisitors(simulation: Simulation, place: Place, hooks: VisitorsHooks): Visitors {
  const { agenda, emit } = simulation;
  const random = simulation.random.fork(`points/${place.code}`);
  const waits = new Map<Visitor, number>();
  let issued = 0;
  let meanServiceMs = 8 * minuteMs;
  const say = (type: 'issued' | 'called' | 'served' | 'abandoned', visitor: Visitor, more: object): void => {
    const { ticketId, citizen } = visitor;
    emit({
      ...{ type: `ticket.${type}`, asset: place.code, timeMs: agenda.nowMs() },
      data: { ticketId, procedure: citizen.procedure.code, ...more },
    });
  };
  const queue = createServiceQueue<Visitor>(agenda, {
    serviceMs: ({ citizen: { purpose, procedure } }) => {
      const median = purpose === 'submit' ? procedure.serviceMin * hooks.slowness() : shortServiceMin[purpose];
      return random.lognormal(median, serviceSigma) * minuteMs;
    },
    called: (visitor, counter, waitMs) => {
      waits.set(visitor, waitMs);
      say('called', visitor, { counter: String(counter), waitS: waitMs / 1_000 });
    },
    served: (visitor, counter, serviceMs) => {
      meanServiceMs += newest * (serviceMs - meanServiceMs);
      say('served', visitor, { counter: String(counter), serviceS: serviceMs / 1_000 });
      const waitMs = waits.get(visitor) ?? 0;
      waits.delete(visitor);
      hooks.served(visitor.citizen, waitMs);
    },
    left: (visitor, waitMs, why) => {
      say('abandoned', visitor, { waitS: waitMs / 1_000 });
      hooks.lost(visitor.citizen, why === 'patience' ? 'tired' : 'closed');
    },
    opened: hooks.opened,
    closed: hooks.closed,
  });
  const expectedWaitMs = (): number | undefined => {
    const open = queue.servers();
    if (open === 0) return undefined;
    return queue.busy() < open ? 0 : Math.round(((queue.waiting() + 1) * meanServiceMs) / open);
  };
  return {
    queue,
    expectedWaitMs,
    arrive: (citizen) => {
      const patienceMs = random.lognormal(patienceMin, patienceSigma) * minuteMs;
      if ((expectedWaitMs() ?? 0) > patienceMs && random.chance(balks)) {
        hooks.lost(citizen, 'long_queue');
        return;
      }
      issued += 1;
      const visitor = { citizen, ticketId: `T${String(issued).padStart(6, '0')}` };
      say('issued', visitor, { channel: random.chance(kioskTickets) ? 'kiosk' : 'counter' });
      queue.join(visitor, patienceMs);
    },
  };
}
