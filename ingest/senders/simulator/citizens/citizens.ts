import type { Chat } from '../chat.ts';
import { areLinksUp, onlineKinds } from '../engine/are-links-up.ts';
import type { Simulation } from '../engine/simulation.ts';
import type { Hotline } from '../hotline.ts';
import type { Place } from '../points/place.ts';
import type { Records } from '../records/records.ts';
import { nextStepsAfter, type Citizen, type NextStep, type Trouble } from './citizen.ts';
import { habitOn, type Habit } from './online-habit.ts';
import { createSecondAttempts, triesAgain } from './second-attempt.ts';
import type { Whereabouts } from './whereabouts.ts';

/** The people of the city, as its other parts meet them. */
export type Citizens = {
  /** Somebody of a unit did not get on with a procedure: they may call, chat, come to a counter or give up. */
  readonly troubled: (unit: string, procedure: string, timeMs: number) => void;
  /** The same, with what is known of them. */
  readonly stuck: (citizen: Citizen, trouble: Trouble, at?: Place) => void;
  /** Sits down to do it online now; `at` is the place whose kiosk they stand at. */
  readonly goOnline: (citizen: Citizen, at?: Place) => void;
  /** Comes to a counter now; without a place they choose one. */
  readonly visit: (citizen: Citizen, at?: Place) => void;
  /** Was served at a counter. */
  readonly served: (citizen: Citizen, at: Place) => void;
};

/** Whom people turn to. */
export type Channels = {
  readonly hotline: Hotline;
  readonly chat: Chat | undefined;
  readonly records: Records;
  readonly whereabouts: Whereabouts;
  readonly come: (place: Place, citizen: Citizen) => void;
};

const minuteMs = 60_000;
const travelMs = 25 * minuteMs;
/** From home to a counter; from a kiosk it is a minute. */
const reachesCounterMs = 120 * minuteMs;
/** Who called or chatted because of a failure still wants the thing: so many come the next day. */
const stillWants = 0.6;
/** Who would go out in the rain stays at home with this chance; some of them go online instead. */
const staysInRain = 0.25;
const onlineInRain = 0.3;
/** Of these the hotline hears as complaints, of the others as faults. */
const complaints: ReadonlySet<Trouble> = new Set(['tired', 'long_queue', 'returned']);

/** The people, who choose by chance and by what they meet. */
export function createCitizens(simulation: Simulation, channels: Channels): Citizens {
  const { agenda, calendar, effects, pack } = simulation;
  const random = simulation.random.fork('citizens');
  const { hotline, chat, records, whereabouts } = channels;
  const loads = new Map(whereabouts.loads.map((load) => [load.code, load]));
  let habit: { day: string; habit: Habit } | undefined;
  const today = (): Habit => {
    const day = calendar.dayOf(agenda.nowMs());
    if (habit?.day !== day) habit = { day, habit: habitOn(day, pack.since) };
    return habit.habit;
  };
  const { later, tomorrow } = createSecondAttempts(simulation, random);

  const submit = (citizen: Citizen, channel: 'online' | 'counter', at: Place | undefined): void => {
    const place = at ?? whereabouts.responsible(citizen, random);
    if (place) records.submit(citizen, channel, { place, habit: today() });
  };
  const goOnline = (citizen: Citizen, at?: Place): void => {
    if (!areLinksUp(simulation, onlineKinds)) stuck(citizen, at ? 'kiosk_failed' : 'online_down', at);
    else submit(citizen, 'online', at);
  };
  const visit = (citizen: Citizen, at?: Place): void => {
    if (effects.rain(agenda.nowMs()) && random.chance(staysInRain)) {
      if (canGoOnline(citizen) && random.chance(onlineInRain)) goOnline(citizen);
      else tomorrow(() => visit(citizen, at));
      return;
    }
    const place = at ?? whereabouts.choose(citizen, random);
    if (place) channels.come(place, citizen);
  };
  const stuck = (citizen: Citizen, trouble: Trouble, at?: Place): void => {
    const next = { ...citizen, failures: citizen.failures + 1 };
    steps[random.weighted(nextStepsAfter(trouble, next.failures))](next, trouble, at);
  };
  const comeBack = (citizen: Citizen): void => tomorrow(() => visit(citizen));
  const goElsewhere = (citizen: Citizen, from: Place | undefined): void => {
    const place = from && whereabouts.elsewhere(citizen, from);
    if (place) later({ fromMs: travelMs, spanMs: travelMs }, () => channels.come(place, citizen));
    else comeBack(citizen);
  };
  const askSomebody = (citizen: Citizen, step: 'call' | 'chat', trouble: Trouble): void => {
    if (step === 'chat' && chat) chat.start('sự cố', citizen.procedure.code);
    else hotline.call(complaints.has(trouble) ? 'phản ánh' : 'sự cố');
    if (random.chance(stillWants)) comeBack(citizen);
  };
  const steps: Record<NextStep, (citizen: Citizen, trouble: Trouble, at: Place | undefined) => void> = {
    later_online: (citizen) => {
      if (canGoOnline(citizen)) later(triesAgain, () => goOnline(citizen));
      else comeBack(citizen);
    },
    counter: (citizen, _trouble, at) =>
      later({ fromMs: 1, spanMs: at ? minuteMs : reachesCounterMs }, () => visit(citizen, at)),
    elsewhere: (citizen, _trouble, at) => goElsewhere(citizen, at),
    tomorrow: comeBack,
    call: (citizen, trouble) => askSomebody(citizen, 'call', trouble),
    chat: (citizen, trouble) => askSomebody(citizen, 'chat', trouble),
    give_up: () => undefined,
  };
  return {
    stuck,
    goOnline,
    visit,
    troubled: (unit, procedure, timeMs) => {
      const load = loads.get(procedure) ?? whereabouts.loads[0];
      if (!load) return;
      agenda.at(Math.max(timeMs, agenda.nowMs()), () =>
        stuck({ unit, procedure: load, purpose: 'ask', failures: 0 }, 'other'),
      );
    },
    served: (citizen, at) => {
      if (citizen.purpose !== 'submit') return;
      const canBeHelped = canGoOnline(citizen) && areLinksUp(simulation, onlineKinds);
      submit(citizen, canBeHelped && random.chance(today().assisted) ? 'online' : 'counter', at);
    },
  };
}

function canGoOnline({ purpose, procedure }: Citizen): boolean {
  return purpose === 'submit' && procedure.level !== 'none';
}
