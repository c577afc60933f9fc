import type { Random } from '../engine/random.ts';
import { createServiceQueue } from '../engine/service-queue.ts';
import { every } from '../engine/schedule.ts';
import type { Simulation } from '../engine/simulation.ts';
import type { Place } from '../points/place.ts';
import type { Category, ReportChannel } from './categories.ts';

/** A report on its way. */
export type Report = {
  readonly reportId: string;
  readonly category: Category;
  readonly channel: ReportChannel;
  readonly filedMs: number;
  readonly dueMs: number;
};

/** Those of a place who deal with its reports, one after another: what is late follows from how much there is. */
export type Desk = { readonly take: (report: Report) => void };

const hourMs = 3_600_000;
const workSigma = 0.7;
const settleEveryMs = hourMs / 4;
/** Some wait for others (a company, a survey) before they can be dealt with. */
const waitsForOthers = 0.1;
const waitsForH = 20;
const outcomes = [['resolved', 86], ['rejected', 9], ['duplicate', 5]] as const; // prettier-ignore

/** A desk with so many hands in office hours; fewer when staff is short. */
export function createDesk(simulation: Simulation, place: Place, hands: number, random: Random): Desk {
  const { agenda, calendar, effects, emit } = simulation;
  const office = calendar.officeOf(place.opening);
  const say = (type: 'report.updated' | 'report.closed', data: Record<string, unknown>): void =>
    emit({ type, asset: place.code, timeMs: agenda.nowMs(), data });
  const close = ({ reportId, category, channel, filedMs, dueMs }: Report): void => {
    const nowMs = agenda.nowMs();
    say('report.closed', {
      ...{ reportId, category: category.code, channel, outcome: random.weighted(outcomes) },
      ...{ durationS: (nowMs - filedMs) / 1_000, onTime: nowMs <= dueMs },
    });
  };
  const queue = createServiceQueue<Report>(agenda, {
    serviceMs: ({ category }) => random.lognormal(category.workH, workSigma) * hourMs,
    called: ({ reportId }) => {
      say('report.updated', { reportId, status: 'in_progress' });
    },
    served: (report) => {
      if (!random.chance(waitsForOthers)) {
        close(report);
        return;
      }
      say('report.updated', { reportId: report.reportId, status: 'waiting' });
      agenda.at(agenda.nowMs() + random.exponential(waitsForH) * hourMs, () => {
        close(report);
      });
    },
    left: () => undefined,
  });
  const settle = (): boolean => {
    const nowMs = agenda.nowMs();
    const isWorking = office.isOpen(nowMs) && effects.isPowered(place.unit, nowMs);
    queue.setServers(isWorking ? Math.ceil(hands * effects.staffShare(place.code, nowMs)) : 0);
    return true;
  };
  every(simulation, agenda.nowMs(), settleEveryMs, settle);
  return {
    take: (report) => {
      say('report.updated', { reportId: report.reportId, status: 'assigned' });
      queue.join(report, Infinity);
    },
  };
}
