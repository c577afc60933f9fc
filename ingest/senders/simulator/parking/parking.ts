import type { ParkingSite } from '#shared/locality/tables/parking.ts';
import { every } from '../engine/schedule.ts';
import type { Simulation } from '../engine/simulation.ts';
import { carsPerHour, medianStayMin } from './arrivals.ts';
import { startOccupancyGauge } from './occupancy-gauge.ts';
import { choosePayment, feeVnd, usualCashShare } from './payment.ts';
import { openBook } from './statements.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const staySigma = 0.8;
const longestStayMs = 3 * 24 * hourMs;
const shortestStayMs = 2 * minuteMs;
/** Under a roof one waits for the rain to stop. */
const rainHoldsUp = 1.2;
/** Where a pack does not say. */
const usualSpaces = 40;
/** Cars stand where no space is marked, too. */
const overfull = 1.05;
const retryMs = 25_000;
const gateMs = 5_000;

/** Parking: cars come and go, pay on leaving, and each night the operator states what was paid. */
export function parking(simulation: Simulation): void {
  const { pack, calendar, startMs } = simulation;
  const day = calendar.dayOf(startMs);
  const paymentSystem = pack.systems.find(({ kind }) => kind === 'payment')?.code;
  for (const site of pack.parking) {
    if (site.valid_from <= day && (site.valid_to === null || day < site.valid_to))
      startSite(simulation, site, paymentSystem);
  }
}

function startSite(simulation: Simulation, site: ParkingSite, paymentSystem: string | undefined): void {
  const { agenda, calendar, effects, emit, startMs } = simulation;
  const random = simulation.random.fork(`parking/${site.code}`);
  const capacity = site.spaces ?? usualSpaces;
  const vndPerHour = random.pick([20_000, 25_000, 30_000]);
  const cashShare = usualCashShare(random);
  const book = openBook(simulation, site);
  let occupied = 0;
  let stays = 0;
  let payments = 0;

  const leave = (stayId: string, enteredMs: number): void => {
    const nowMs = agenda.nowMs();
    const say = (type: 'parking.failed' | 'parking.paid' | 'parking.exited', data: Record<string, unknown>): void =>
      emit({ type, asset: site.code, timeMs: agenda.nowMs(), data });
    const { failed, method } = choosePayment(random, {
      cashShare: Math.max(0, cashShare + effects.cashShareShift(site.code, nowMs)),
      failingShare: effects.failedPaymentShare(site.code, nowMs),
      isPowered: effects.isPowered(site.unit, nowMs),
      isPaymentUp: paymentSystem === undefined || effects.isLinkUp(paymentSystem, nowMs),
    });
    if (failed) say('parking.failed', failed);
    agenda.at(nowMs + (failed ? retryMs : 0), () => {
      payments += 1;
      const amountVnd = feeVnd(nowMs - enteredMs, vndPerHour);
      book.enter(method, amountVnd);
      say('parking.paid', { paymentId: `PM${payments}`, method, amountVnd, stayId });
      agenda.at(agenda.nowMs() + gateMs, () => {
        occupied -= 1;
        say('parking.exited', { stayId, stayS: (agenda.nowMs() - enteredMs) / 1_000 });
      });
    });
  };
  const park = (enteredMs: number, leavesMs: number): string => {
    stays += 1;
    occupied += 1;
    const stayId = `S${stays}`;
    agenda.at(leavesMs, () => {
      leave(stayId, enteredMs);
    });
    return stayId;
  };
  const drawStayMs = (atMs: number): number => {
    const medianMs = medianStayMin(hourOf(atMs)) * minuteMs * (effects.rain(atMs) ? rainHoldsUp : 1);
    return Math.round(Math.min(longestStayMs, Math.max(shortestStayMs, random.lognormal(medianMs, staySigma))));
  };
  const hourOf = (atMs: number): number => Math.floor(calendar.timeOfDay(atMs) / hourMs);
  const carsAt = (atMs: number): number => {
    const day = calendar.dayOf(atMs);
    const schoolsRest = calendar.isSchoolHoliday(day) || effects.isSchoolHoliday(day);
    return carsPerHour({ day, hour: hourOf(atMs), rains: effects.rain(atMs), schoolsRest }, capacity, calendar);
  };
  const arrive = (): void => {
    if (occupied >= capacity * overfull) return;
    const nowMs = agenda.nowMs();
    const stayId = park(nowMs, nowMs + drawStayMs(nowMs));
    emit({ type: 'parking.entered', asset: site.code, timeMs: nowMs, data: { stayId } });
  };

  // Those who stood there when the run began came before it: they are seen leaving, not coming.
  for (let hoursAgo = 12; hoursAgo > 0; hoursAgo -= 1) {
    const hourMsAgo = startMs - hoursAgo * hourMs;
    for (let car = random.poisson(carsAt(hourMsAgo)); car > 0 && occupied < capacity; car -= 1) {
      const enteredMs = hourMsAgo + random.int(hourMs);
      const leavesMs = enteredMs + drawStayMs(enteredMs);
      if (leavesMs > startMs) park(enteredMs, leavesMs);
    }
  }
  startOccupancyGauge(simulation, site, { capacity, occupied: () => occupied });
  every(simulation, startMs, hourMs, () => {
    const fromMs = agenda.nowMs();
    for (let car = random.poisson(carsAt(fromMs)); car > 0; car -= 1) agenda.at(fromMs + random.int(hourMs), arrive);
    return true;
  });
}
