import { paymentMethods } from '#shared/events/kinds/parking.ts';
import type { ParkingSite } from '#shared/locality/tables/parking.ts';
import type { Simulation } from '../engine/simulation.ts';
import type { Method } from './payment.ts';

/** A site's book of what was paid, day by day, until its operator has settled it. */
export type Book = { readonly enter: (method: Method, amountVnd: number) => void };

type Sums = { transactions: number; amountVnd: number };

/** Statements go out between ten past midnight and one, spread over the sites. */
const firstMs = 600_000;
const withinMs = 3_000_000;

/**
 * Opens a site's book. Each night its operator states what was paid the day before, method by method; while it does not
 * settle, the days gather, and are all stated when it does again.
 */
export function openBook(simulation: Simulation, site: ParkingSite): Book {
  const { agenda, calendar, effects, emit } = simulation;
  const afterMs = firstMs + simulation.random.fork(`statements/${site.code}`).int(withinMs);
  const days = new Map<string, Map<Method, Sums>>();
  const state = (day: string, sums: ReadonlyMap<Method, Sums>): void => {
    const from = new Date(calendar.startOf(day)).toISOString();
    const to = new Date(calendar.startOf(calendar.dayAfter(day))).toISOString();
    for (const method of paymentMethods) {
      const { transactions, amountVnd } = sums.get(method) ?? { transactions: 0, amountVnd: 0 };
      if (transactions === 0) continue;
      emit({
        ...{ type: 'parking.settled', asset: site.code, timeMs: agenda.nowMs() },
        data: { from, to, method, transactions, amountVnd },
      });
    }
  };
  const settle = (): void => {
    const today = calendar.dayOf(agenda.nowMs());
    agenda.at(calendar.startOf(calendar.dayAfter(today)) + afterMs, settle);
    if (!effects.isSettling(site.operator, agenda.nowMs())) return;
    for (const [day, sums] of [...days]) {
      if (day >= today) continue;
      state(day, sums);
      days.delete(day);
    }
  };
  agenda.at(calendar.startOf(calendar.dayAfter(calendar.dayOf(agenda.nowMs()))) + afterMs, settle);
  return {
    enter: (method, amountVnd) => {
      const day = calendar.dayOf(agenda.nowMs());
      const book = days.get(day) ?? new Map<Method, Sums>();
      const { transactions, amountVnd: before } = book.get(method) ?? { transactions: 0, amountVnd: 0 };
      book.set(method, { transactions: transactions + 1, amountVnd: before + amountVnd });
      days.set(day, book);
    },
  };
}
