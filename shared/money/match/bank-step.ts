import type { Difference } from './difference.ts';
import { lastOf } from './last-of.ts';
import { matchArrivals, type Arrival } from './match-arrivals.ts';
import { orderOf, type Matching } from './matching.ts';
import type { BankLine, Grain } from './rows.ts';
import type { StatedKey } from './state-step.ts';

/** What the bank should have and has of a day; sites and methods apart where the bank's references name them. */
export type BankedSum = {
  readonly operator: string;
  readonly day: string;
  readonly site: string | null;
  readonly method: BankLine['method'];
  readonly dueVnd: number;
  readonly bankedVnd: number;
  /** Transfers that came. */
  readonly lines: number;
  /** Anything of it was stated; where it was not and nothing came, what is due is not known. */
  readonly isStated: boolean;
  /** False: it is a transfer that names nothing of ours. */
  readonly isNamed: boolean;
};

/** What the second comparison comes to. A line that names nothing of ours is a sum of its own, with nothing due. */
export type BankStep = { readonly sums: readonly BankedSum[]; readonly differences: readonly Difference[] };

type Group = {
  readonly operator: string;
  readonly day: string;
  readonly site: string | null;
  readonly method: BankLine['method'];
  readonly members: StatedKey[];
  readonly lines: BankLine[];
};

/**
 * Compares what operators stated with what the bank has. Where an operator stated nothing and the money is there, what was
 * paid is what should have come: one fault is told once. What no statement tells of yet is awaited, however long. Lines that
 * name nothing of ours are on the day they were booked.
 */
export function compareBanked(
  keys: readonly StatedKey[],
  lines: readonly BankLine[],
  { terms, cutDay, bankThrough, operatorOf, grainOf, byMethod }: Matching,
): BankStep {
  const known = lines.filter(({ bookedDay }) => bookedDay <= cutDay);
  const grains = readGrains(known, grainOf);
  const groups = new Map<string, Group>();
  const groupOf = (operator: string, part: Pick<BankLine, 'site' | 'method'> & { day: string }): Group => {
    const grain = grains(operator, part.day);
    const site = grain.site ? part.site : null;
    const method = grain.method && byMethod ? part.method : null;
    const key = `${operator}|${orderOf(part.day, site, method)}`;
    let group = groups.get(key);
    if (!group) groups.set(key, (group = { operator, day: part.day, site, method, members: [], lines: [] }));
    return group;
  };
  const differences: Difference[] = [];
  const sums: BankedSum[] = [];
  for (const key of keys) groupOf(operatorOf(key.site, key.day), key).members.push(key);
  for (const line of known) {
    const { day } = line;
    if (day === null) {
      differences.push(unknownLine(line));
      const { operator, bookedDay, amountVnd } = line;
      const what = { day: bookedDay, site: null, method: null, lines: 1, isStated: false, isNamed: false };
      sums.push({ ...what, operator, dueVnd: 0, bankedVnd: amountVnd });
    } else groupOf(line.operator, { ...line, day }).lines.push(line);
  }
  for (const { operator, day, site, method, members, lines: came } of groups.values()) {
    const dueDay = terms.bankBy(lastOf(members.flatMap((one) => one.statedDay ?? [])) ?? terms.stateBy(day));
    const amountVnd = expectedOf(members, came);
    const bankedVnd = came.reduce((sum, line) => sum + line.amountVnd, 0);
    const isStated = members.some(({ acceptedVnd }) => acceptedVnd !== null);
    sums.push({
      ...{ operator, day, site, method, dueVnd: amountVnd, bankedVnd },
      lines: came.length,
      isStated,
      isNamed: true,
    });
    const through = bankThrough(operator) ?? '';
    const knownDay = through < cutDay ? through : cutDay;
    const expected = { amountVnd, payments: null, dueDay, missingAfter: terms.lateUntil(dueDay), cutDay: knownDay };
    for (const found of matchArrivals(expected, came.map(toArrival))) {
      const key = ['banked', found.class, day, operator, site ?? '*', method ?? '*'].join('|');
      differences.push({ key, step: 'banked', day, operator, site, method, dueDay, ...found });
    }
  }
  return { sums, differences };
}

/** What the bank should have of a group: what was stated; of what was not, what was paid, once any money of it is there. */
function expectedOf(members: readonly StatedKey[], came: readonly BankLine[]): number {
  return members.reduce(
    (sum, { acceptedVnd, paidVnd }) => sum + (acceptedVnd ?? (came.length > 0 ? (paidVnd ?? 0) : 0)),
    0,
  );
}

/** What the transfers of an operator's day are for: the coarsest of its lines, and of the operator's habit without one. */
function readGrains(lines: readonly BankLine[], usual: Matching['grainOf']) {
  const seen = new Map<string, Grain>();
  for (const { operator, day, site, method } of lines) {
    if (day === null) continue;
    const key = `${operator}|${day}`;
    const before = seen.get(key) ?? { site: true, method: true };
    seen.set(key, { site: before.site && site !== null, method: before.method && method !== null });
  }
  return (operator: string, day: string): Grain => seen.get(`${operator}|${day}`) ?? usual(operator);
}

function toArrival({ amountVnd, bookedDay, method }: BankLine): Arrival {
  return { amountVnd, payments: 0, day: bookedDay, sort: method ?? '' };
}

function unknownLine({ id, operator, amountVnd, bookedDay }: BankLine): Difference {
  return {
    ...{ key: `banked|unknown|${bookedDay}|${operator}|line ${id}`, step: 'banked', class: 'unknown' },
    ...{ day: bookedDay, operator, site: null, method: null, amountVnd: -amountVnd, cameLateVnd: 0, payments: 0 },
    ...{ dueDay: bookedDay, cameDay: bookedDay, isUnseenBefore: false },
  };
}
