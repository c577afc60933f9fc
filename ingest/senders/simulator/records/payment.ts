import type { Random } from '../engine/random.ts';
import { areLinksUp } from '../engine/are-links-up.ts';
import type { Simulation } from '../engine/simulation.ts';
import type { OpenRecord } from './record-flow.ts';

const onlineMethods = [
  ['qr', 60],
  ['wallet', 25],
  ['card', 15],
] as const;
const counterMethods = [
  ['cash', 45],
  ['qr', 45],
  ['card', 10],
] as const;

/** Pays the fee of a record now. */
export function pay({ agenda, emit }: Simulation, random: Random, record: OpenRecord, isOnline: boolean): void {
  const { recordId, place, load } = record;
  emit({
    ...{ type: 'record.paid', asset: place.code, timeMs: agenda.nowMs() },
    data: {
      ...{ recordId, amountVnd: load.feeVnd, online: isOnline },
      method: random.weighted(isOnline ? onlineMethods : counterMethods),
    },
  });
}

/** Whether what is submitted online is paid online too: by habit, and not while payments do not go through. */
export function paysOnline(simulation: Simulation, random: Random, habit: number): boolean {
  return areLinksUp(simulation, ['payment']) && random.chance(habit);
}
