import { eachDay } from './engine/schedule.ts';
import type { Simulation } from './engine/simulation.ts';
import { placesOn, type Place } from './points/place.ts';

/** On an ordinary working day a place of ten exchanges so many. An assumption. */
const perDayAndStaff = 3.2;
const incoming = 0.58;
const electronicShare = 0.97;
const signedShare = 0.94;
/** While the axis does not work what cannot wait goes on paper; the rest goes when it works again. */
const cannotWait = 0.25;
const catchUpMs = 30 * 60_000;

type Waiting = { readonly place: Place; readonly direction: 'in' | 'out' };

/** Official documents between agencies: over the document axis, signed, or on paper. */
export function documents(simulation: Simulation): void {
  const { agenda, calendar, effects, emit, pack, startMs } = simulation;
  const random = simulation.random.fork('documents');
  const axis = pack.systems.find(({ kind }) => kind === 'document_axis')?.code;
  const places = placesOn(pack, calendar.dayOf(startMs));
  const numbers = new Map<Place, number>();
  let waiting: Waiting[] = [];
  const exchange = ({ place, direction }: Waiting, onPaper: boolean): void => {
    const number = (numbers.get(place) ?? 0) + 1;
    numbers.set(place, number);
    const electronic = !onPaper && random.chance(electronicShare);
    emit({
      ...{ type: 'document.exchanged', asset: place.code, timeMs: agenda.nowMs() },
      data: { documentId: `D${number}`, direction, electronic, signed: electronic && random.chance(signedShare) },
    });
  };
  const isAxisUp = (): boolean => axis === undefined || effects.isLinkUp(axis, agenda.nowMs());
  const handOver = (one: Waiting): void => {
    if (!effects.isPowered(one.place.unit, agenda.nowMs())) agenda.at(agenda.nowMs() + catchUpMs, () => handOver(one));
    else if (isAxisUp()) exchange(one, false);
    else if (random.chance(cannotWait)) exchange(one, true);
    else waiting.push(one);
  };
  effects.onChange(() => {
    if (!isAxisUp()) return;
    const due = waiting;
    waiting = [];
    for (const one of due) agenda.at(agenda.nowMs() + random.int(catchUpMs), () => handOver(one));
  });
  eachDay(simulation, (day) => {
    for (const place of places) {
      for (const span of calendar.officeOf(place.opening).openOn(day)) {
        const fromMs = Math.max(span.from, agenda.nowMs());
        const mean = (perDayAndStaff * place.staff * (span.to - fromMs)) / (8 * 3_600_000);
        for (let count = fromMs < span.to ? random.poisson(mean) : 0; count > 0; count -= 1) {
          const one: Waiting = { place, direction: random.chance(incoming) ? 'in' : 'out' };
          agenda.at(fromMs + random.int(span.to - fromMs), () => handOver(one));
        }
      }
    }
  });
}
