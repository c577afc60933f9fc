import type { KpiAnswer } from '../kpi/answer.ts';
import type { Coverage } from '../kpi/expected/coverage.ts';
import type { KpiId } from '../kpi/kpi-units.ts';
import type { Upstream } from './upstream.ts';

const noUpstream: Upstream = { systems: [], localMs: 0 };

/** What one office answers for: how many targets, and how they stand now. */
export type OfficeStanding = {
  readonly office: string;
  /** Targets it answers for, one for each KPI, set and unit. */
  readonly targets: number;
  readonly reached: number;
  /** Of those not reached: can be in time at a pace told, or whatever comes cannot. */
  readonly reachable: number;
  readonly unreachable: number;
  /** Not reached, and nothing says whether it still can be. */
  readonly short: number;
  /** Nobody knows: no value. */
  readonly unknown: number;
  /** The KPIs that are not reached, each once. */
  readonly missed: readonly KpiId[];
  /** Of all its targets together: who reports of those expected to. */
  readonly coverage: Pick<Coverage, 'reporting' | 'expected'>;
  /** Targets of which hours out of reach of those who are held to them were taken out. */
  readonly adjusted: number;
  /** Connected systems that were down in the days of its targets, with what somebody found at fault there, by the longest. */
  readonly upstream: Upstream;
};

/**
 * Offices by what they answer for on the last day counted, the one that reaches most of its targets first. An answer without
 * a target or an office is nobody's.
 */
export function standOffices(
  answers: readonly KpiAnswer[],
  upstreamOf: (answer: KpiAnswer) => Upstream = () => noUpstream,
): OfficeStanding[] {
  const own = answers.filter(({ target, office }) => target !== null && office !== null);
  const byOffice = Map.groupBy(own, ({ office }) => office ?? '');
  return [...byOffice].map(([office, list]) => standingOf(office, list, upstreamOf)).sort(compare);
}

/** How an answer stands against its target, hours out of reach left out. */
export function stateOf(answer: KpiAnswer): 'reached' | 'reachable' | 'unreachable' | 'short' | 'unknown' {
  const figure = answer.adjusted?.gap === null || answer.adjusted === null ? answer : answer.adjusted;
  if (figure.gap === null) return 'unknown';
  if (figure.gap >= 0) return 'reached';
  const state = answer.perDayToReach?.state;
  return state === 'reachable' || state === 'unreachable' ? state : 'short';
}

function standingOf(
  office: string,
  answers: readonly KpiAnswer[],
  upstreamOf: (answer: KpiAnswer) => Upstream,
): OfficeStanding {
  const count = (state: ReturnType<typeof stateOf>): number =>
    answers.filter((answer) => stateOf(answer) === state).length;
  return {
    ...{ office, targets: answers.length, reached: count('reached'), reachable: count('reachable') },
    ...{ unreachable: count('unreachable'), short: count('short'), unknown: count('unknown') },
    missed: [...new Set(answers.filter(isMissed).map(({ kpi }) => kpi))],
    coverage: {
      reporting: answers.reduce((sum, { coverage }) => sum + coverage.reporting, 0),
      expected: answers.reduce((sum, { coverage }) => sum + coverage.expected, 0),
    },
    adjusted: answers.filter(({ adjusted }) => adjusted !== null).length,
    upstream: joinUpstream(answers.map(upstreamOf)),
  };
}

/** What several targets share counts once: of each system the longest it was seen down, and the longest fault of a place. */
function joinUpstream(all: readonly Upstream[]): Upstream {
  const systems = Map.groupBy(
    all.flatMap((one) => one.systems),
    ({ system }) => system,
  );
  return {
    systems: [...systems].map(([system, own]) => {
      const seen = own.flatMap(({ downMs }) => downMs ?? []);
      return { system, downMs: seen.length === 0 ? null : Math.max(...seen) };
    }),
    localMs: Math.max(0, ...all.map(({ localMs }) => localMs)),
  };
}

function isMissed(answer: KpiAnswer): boolean {
  return !['reached', 'unknown'].includes(stateOf(answer));
}

function compare(one: OfficeStanding, other: OfficeStanding): number {
  const shareOf = ({ reached, targets, unknown }: OfficeStanding): number =>
    targets > unknown ? reached / (targets - unknown) : -1;
  return shareOf(other) - shareOf(one) || other.reached - one.reached || (one.office < other.office ? -1 : 1);
}
