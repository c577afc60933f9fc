import { paymentMethods } from '#shared/events/kinds/parking.ts';
import type { Difference, DifferenceClass, Step } from '#shared/money/match/difference.ts';
import { addDays } from '#shared/money/match/terms.ts';
import type { NumberedEvent } from '../../../ingest/senders/simulator/engine/simulation.ts';
import { randomFrom } from '../../chaos/driver/random.ts';
import { sixUnit } from '../simulate-parts.ts';

/** A transfer on a bank statement; `for` is what its words name, null: nothing of ours. */
export type Transfer = {
  readonly operator: string;
  readonly bookedDay: string;
  readonly amountVnd: number;
  readonly for: { readonly site: string; readonly method: string; readonly day: string } | null;
};

/** A planted difference, as it must be found. */
export type Planted = Pick<
  Difference,
  'step' | 'class' | 'day' | 'operator' | 'site' | 'method' | 'amountVnd' | 'cameLateVnd'
>;

/** What operators send and the bank writes, with everything that is wrong with it. */
export type PlantedCity = {
  readonly events: readonly NumberedEvent[];
  readonly transfers: readonly Transfer[];
  readonly planted: readonly Planted[];
};

/** How many of each class are planted in each step: forty together. */
const plan: readonly (readonly [Step, DifferenceClass, number])[] = [
  ...([
    ['stated', 'late', 5],
    ['stated', 'missing', 5],
    ['stated', 'double', 5],
    ['stated', 'amount', 5],
  ] as const),
  ...([
    ['banked', 'late', 5],
    ['banked', 'missing', 5],
    ['banked', 'double', 4],
    ['banked', 'amount', 4],
  ] as const),
  ['banked', 'unknown', 2],
];
const offVnd = 7_000;
const lateD = 9;
const dayMs = 86_400_000;

type Settlement = NumberedEvent & {
  readonly data: { readonly amountVnd: number; readonly method: string; readonly from: string };
};
type Fault = { readonly step: Step; readonly class: DifferenceClass } | undefined;

/**
 * Takes what a simulated city says of its parking and makes forty things wrong on as many sites, methods and days, in the
 * statements of operators or on those of the bank; all the rest is in order. The same events and seed, the same faults.
 */
export function plantFaults(
  events: readonly NumberedEvent[],
  { seed, days }: { seed: string; days: readonly string[] },
): PlantedCity {
  const random = randomFrom(seed);
  const isOurs = (event: NumberedEvent): event is Settlement =>
    event.type === 'parking.settled' && days.includes(dayOf(Date.parse(String(event.data.from))));
  const settlements = events.filter(isOurs);
  const wished = plan.flatMap(([step, kind, count]) => Array.from({ length: count }, () => ({ step, class: kind })));
  const keyed = wished.filter((one) => one.class !== 'unknown');
  const places = settlements.map((_, at) => at);
  const faults = new Map<Settlement, Fault>();
  for (const fault of keyed) {
    const [at = 0] = places.splice(random.int(0, places.length - 1), 1);
    const chosen = settlements[at];
    if (chosen) faults.set(chosen, fault);
  }
  const sent = events.filter((event) => !isOurs(event));
  const made = settlements.map((one) => makeWrong(one, faults.get(one)));
  const strange = wished
    .filter((one) => one.class === 'unknown')
    .map((_, at): Transfer => ({ operator: 'VETC', bookedDay: days[at] ?? '', amountVnd: 123_000 + at, for: null }));
  return {
    events: [...sent, ...made.flatMap(({ said }) => said)].sort((a, b) => a.timeMs - b.timeMs),
    transfers: [...made.flatMap(({ transfers }) => transfers), ...strange],
    planted: [
      ...made.flatMap(({ planted }) => planted),
      ...strange.map(({ operator, bookedDay: day, amountVnd }): Planted => ({
        ...{ step: 'banked', class: 'unknown', day, operator, site: null, method: null },
        ...{ amountVnd: -amountVnd, cameLateVnd: 0 },
      })),
    ],
  };
}

function makeWrong(settlement: Settlement, fault: Fault) {
  const { asset: site, data, timeMs } = settlement;
  const day = dayOf(Date.parse(data.from));
  const { amountVnd: paidVnd } = data;
  const method = paymentMethods.find((one) => one === data.method) ?? null;
  const operator = sixUnit.parking.find(({ code }) => code === site)?.operator ?? '';
  const is = (step: Step, kind: DifferenceClass): boolean => fault?.step === step && fault.class === kind;
  const statedVnd = is('stated', 'amount') ? paidVnd - offVnd : paidVnd;
  const said: NumberedEvent = {
    ...settlement,
    timeMs: is('stated', 'late') ? timeMs + 3 * dayMs : timeMs,
    data: { ...data, amountVnd: statedVnd },
  };
  const bookedDay = addDays(dayOf(said.timeMs), is('banked', 'late') ? lateD : 1);
  const amountVnd = is('banked', 'amount') ? statedVnd - offVnd : statedVnd;
  const transfer: Transfer = { operator, bookedDay, amountVnd, for: { site, method: data.method, day } };
  const planted = (amount: number, cameLateVnd = 0): Planted[] =>
    fault ? [{ ...fault, day, operator, site, method, amountVnd: amount, cameLateVnd }] : [];
  return {
    said: is('stated', 'missing') ? [] : is('stated', 'double') ? [said, { ...said, id: `${said.id}-again` }] : [said],
    transfers: is('banked', 'missing') ? [] : is('banked', 'double') ? [transfer, transfer] : [transfer],
    planted: planted(lackingOf(fault, paidVnd), fault?.class === 'late' ? paidVnd : 0),
  };
}

function lackingOf(fault: Fault, paidVnd: number): number {
  if (fault?.class === 'missing') return paidVnd;
  if (fault?.class === 'double') return -paidVnd;
  return fault?.class === 'amount' ? offVnd : 0;
}

/** The civil day of an instant in the six-unit city. */
function dayOf(ms: number): string {
  return new Date(ms + 7 * 3_600_000).toISOString().slice(0, 10);
}
