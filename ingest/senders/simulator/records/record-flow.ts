import type { Random } from '../engine/random.ts';
import type { Simulation } from '../engine/simulation.ts';
import type { Citizen } from '../citizens/citizen.ts';
import type { ProcedureLoad } from '../citizens/procedure-load.ts';
import type { Place } from '../points/place.ts';
import type { BackOffice } from './back-office.ts';

/** A record on its way through an office. */
export type OpenRecord = {
  readonly recordId: string;
  readonly place: Place;
  readonly channel: 'online' | 'counter';
  readonly load: ProcedureLoad;
  readonly submittedMs: number;
  readonly dueMs: number | undefined;
  /** Whose it is; undefined: it was submitted before the run began. */
  readonly citizen: Citizen | undefined;
  /** What is left to be paid when the result is handed over. */
  readonly owedVnd: number;
};

const minuteMs = 60_000;
const workSigma = 0.5;
const approvalMs = 3 * minuteMs;
/** Handed back because something is missing; online, papers are checked as they are uploaded. */
const handedBack = { online: 0.03, counter: 0.05 };
/** What other agencies take of the statutory time: half less than this. */
const outside = { median: 0.6, sigma: 0.45, most: 2 };

export type FlowHooks = {
  readonly office: BackOffice;
  readonly returned: (record: OpenRecord) => void;
  readonly completed: (record: OpenRecord) => void;
};

/** Checked by a clerk; handed back, or sent on to whom it concerns; approved; completed. */
export type RecordFlow = {
  readonly begin: (record: OpenRecord) => void;
  /** Goes on with what has been outside already and comes back at a time. */
  readonly resume: (record: OpenRecord, backMs: number) => void;
  /** How many working days a record of a procedure stays outside. */
  readonly outsideDays: (load: ProcedureLoad) => number;
  /** A moment of office hours on a day. */
  readonly momentOn: (day: string) => number;
};

/** The way of a place's records. */
export function createFlow(simulation: Simulation, random: Random, place: Place, hooks: FlowHooks): RecordFlow {
  const { agenda, calendar, effects, emit } = simulation;
  const office = calendar.officeOf(place.opening);
  const step = ({ recordId }: OpenRecord, name: string): void =>
    emit({ type: 'record.step', asset: place.code, timeMs: agenda.nowMs(), data: { recordId, step: name } });

  const momentOn = (day: string): number => {
    const spans = office.openOn(day);
    const span = random.pick(
      spans.length > 0 ? spans : [{ from: calendar.startOf(day), to: calendar.startOf(day) + 1 }],
    );
    return span.from + random.int(span.to - span.from);
  };
  const outsideDays = ({ statutoryDays }: ProcedureLoad): number =>
    (statutoryDays ?? 0) *
    Math.min(outside.most, random.lognormal(outside.median, outside.sigma)) *
    effects.agencySlowness(agenda.nowMs());
  const approve = (record: OpenRecord): void =>
    hooks.office.work(random.lognormal(approvalMs, workSigma), () => {
      step(record, 'phê duyệt');
      const nowMs = agenda.nowMs();
      const { recordId, channel, load, submittedMs, dueMs } = record;
      emit({
        ...{ type: 'record.completed', asset: place.code, timeMs: nowMs },
        data: {
          ...{ recordId, procedure: load.code, channel, durationS: (nowMs - submittedMs) / 1_000 },
          ...(dueMs !== undefined && { onTime: nowMs <= dueMs }),
        },
      });
      hooks.completed(record);
    });
  const resume = (record: OpenRecord, backMs: number): void =>
    agenda.at(Math.max(backMs, agenda.nowMs()), () => approve(record));
  return {
    outsideDays,
    momentOn,
    resume,
    begin: (record) =>
      hooks.office.work(random.lognormal(record.load.workMin * minuteMs, workSigma), () => {
        step(record, 'thẩm định');
        if (random.chance(handedBack[record.channel])) {
          const { recordId, channel } = record;
          emit({
            ...{ type: 'record.returned', asset: place.code, timeMs: agenda.nowMs() },
            data: { recordId, channel },
          });
          hooks.returned(record);
          return;
        }
        const days = Math.floor(outsideDays(record.load));
        if (days === 0) approve(record);
        else resume(record, momentOn(office.addWorkingDays(calendar.dayOf(agenda.nowMs()), days)));
      }),
  };
}
