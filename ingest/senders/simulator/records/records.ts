import type { Citizen } from '../citizens/citizen.ts';
import type { Habit } from '../citizens/online-habit.ts';
import type { Whereabouts } from '../citizens/whereabouts.ts';
import type { Simulation } from '../engine/simulation.ts';
import type { Place } from '../points/place.ts';
import { startBackOffice } from './back-office.ts';
import { layBacklog } from './backlog.ts';
import { dueDate } from './due-date.ts';
import { pay, paysOnline } from './payment.ts';
import { createFlow, type OpenRecord, type RecordFlow } from './record-flow.ts';

/** The records of the city's places. */
export type Records = {
  /** A record comes in at a place, now. */
  readonly submit: (
    citizen: Citizen,
    channel: 'online' | 'counter',
    how: { readonly place: Place; readonly habit: Habit },
  ) => void;
};

const minuteMs = 60_000;
/** What comes in on paper is digitised soon, where somebody does. */
const digitised = { online: 0.97, counter: 0.78 };
const scannedWithinMs = 15 * minuteMs;
const mostDocuments = 6;

/** Starts the offices of all places and what is on its way in them. */
export function startRecords(
  simulation: Simulation,
  places: readonly Place[],
  whereabouts: Whereabouts,
  returned: (citizen: Citizen, place: Place) => void,
): Records {
  const { agenda, calendar, emit } = simulation;
  const random = simulation.random.fork('records');
  const numbers = new Map<string, number>();
  const flows = new Map<string, RecordFlow>();
  for (const place of places) {
    const flow = createFlow(simulation, random.fork(place.code), place, {
      office: startBackOffice(simulation, place),
      returned: ({ citizen }) => {
        if (citizen) returned(citizen, place);
      },
      completed: (record) => {
        if (record.owedVnd > 0) pay(simulation, random, record, false);
      },
    });
    flows.set(place.code, flow);
  }
  const flowOf = ({ code }: Place): RecordFlow => {
    const flow = flows.get(code);
    if (!flow) throw new Error(`records: there is no office at ${code}; it is not among the places the run began with`);
    return flow;
  };
  layBacklog(simulation, random.fork('backlog'), whereabouts, flowOf);

  return {
    submit: (citizen, channel, { place, habit }) => {
      const { unit, procedure: load } = citizen;
      const nowMs = agenda.nowMs();
      const number = (numbers.get(place.code) ?? 0) + 1;
      numbers.set(place.code, number);
      const recordId = `R${String(number).padStart(7, '0')}`;
      const dueMs = dueDate(nowMs, load.statutoryDays, calendar.officeOf(place.opening), calendar);
      const isFull = load.level === 'full' && random.chance(habit.fullProcess);
      emit({
        ...{ type: 'record.submitted', asset: place.code, timeMs: nowMs },
        data: {
          ...{ recordId, procedure: load.code, channel },
          level: channel === 'counter' ? 'none' : isFull ? 'full' : 'partial',
          ...(unit !== place.unit && { citizenUnit: unit }),
          ...(dueMs !== undefined && { dueAt: new Date(dueMs).toISOString() }),
        },
      });
      const isPaidNow = load.feeVnd > 0 && (channel === 'counter' || paysOnline(simulation, random, habit.paidOnline));
      const record: OpenRecord = {
        ...{ recordId, place, channel, load, submittedMs: nowMs, dueMs, citizen },
        owedVnd: isPaidNow ? 0 : load.feeVnd,
      };
      if (isPaidNow) pay(simulation, random, record, channel === 'online');
      digitise(record);
      flowOf(place).begin(record);
    },
  };

  function digitise({ recordId, place, channel, load }: OpenRecord): void {
    if (!random.chance(digitised[channel])) return;
    const documents = 1 + random.int(mostDocuments);
    const afterMs = channel === 'online' ? 0 : minuteMs + random.int(scannedWithinMs);
    agenda.at(agenda.nowMs() + afterMs, () =>
      emit({
        ...{ type: 'record.digitised', asset: place.code, timeMs: agenda.nowMs() },
        data: { recordId, procedure: load.code, documents },
      }),
    );
  }
}
