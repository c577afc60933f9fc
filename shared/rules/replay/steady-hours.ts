import { findType } from '../../events/catalogue.ts';
import type { AcceptedEvent } from '../../events/envelope.ts';
import type { AssetKind } from '../../events/kind.ts';
import type { PastSigns } from '../../store/read-rule-past.ts';
import type { RuleAsset } from '../city.ts';
import { compare } from '../condition.ts';
import type { Rule } from '../rule.ts';

/** One asset's hour. */
type Hour = { early: number; late: number; lastMs: number; isQuiet: boolean };

/** What a day's signs of life come to. */
export type SteadyHours = {
  /** Assets of which anything was said in an hour. */
  readonly heardIn: (hourMs: number) => Iterable<string>;
  /** Assets of which something was withdrawn. */
  readonly withdrawn: ReadonlySet<string>;
  /**
   * The last sign of life of an hour in which an asset was heard often enough for every rule and said nothing that a
   * rule waits for; undefined: look closer. `beforeMs` is its last sign of life before that hour.
   */
  readonly steadyUntil: (asset: RuleAsset, hourMs: number, beforeMs: number) => number | undefined;
  /** The last sign of life in an hour. */
  readonly lastIn: (asset: string, hourMs: number) => number | undefined;
};

/** What comes later than this, or from a time to come, is looked at one by one; the leeway is for what lies between. */
const punctualMs = 45_000;
const leewayMs = 60_000;
const minuteMs = 60_000;
/** Heard in each of thirty minutes. */
const halfHour = 2 ** 30 - 1;

/** Sums up days for some rules: what is steady for them need not be for others. */
export type SteadySigns = {
  /** Types with the text of their data that mean nothing to any rule, as far as they were met. */
  readonly quiet: () => string[];
  /** How late, and from how far ahead, a sign of life may come in which nothing is to be looked at. */
  readonly lateMs: number;
  readonly aheadMs: number;
  readonly sumUp: (signs: readonly PastSigns[]) => SteadyHours;
};

/** As many as a statement can compare with at no cost; some say something else each time, and are left out. */
const mostQuiet = 1_000;
const oftenSaid = 3;

/** Nothing was met yet. */
export function createSteadySigns(rules: readonly Rule[], city: readonly RuleAsset[]): SteadySigns {
  const kinds = new Map(city.map(({ code, kind }) => [code, kind]));
  const patienceOf = rememberPatience(questionsOf(rules));
  const aheadMs = Math.min(punctualMs, leastAheadMs(rules) / 2);
  const judgeSaying = createSayingJudge(rules);
  const quiet = new Set<string>();

  /** Whether a saying is nothing new at an asset of a kind; what is nothing new anywhere is not asked for again. */
  const isQuiet = (kind: AssetKind, type: string, said: string, times: number): boolean => {
    const declared = findType(type)?.kind;
    if (times >= oftenSaid && quiet.size < mostQuiet && declared && declared.expectedIntervalS !== null) {
      if (declared.assetKinds.every((one) => judgeSaying(one, type, said))) quiet.add(`${type} ${said}`);
    }
    return judgeSaying(kind, type, said);
  };
  const add = (hour: Hour, sign: PastSigns, kind: AssetKind): void => {
    const { type, said, events, early, late, lastMs, isPunctual } = sign;
    if (type === null || isPulse(type)) {
      hour.early |= early;
      hour.late |= late;
      hour.lastMs = Math.max(hour.lastMs, lastMs);
    }
    if (!isPunctual || (type !== null && said !== null && !isQuiet(kind, type, said, events))) hour.isQuiet = false;
  };
  return {
    quiet: () => [...quiet],
    ...{ lateMs: punctualMs, aheadMs },
    sumUp: (signs) => {
      const hours = new Map<number, Map<string, Hour>>();
      const withdrawn = new Set<string>();
      for (const sign of signs) {
        const kind = kinds.get(sign.asset);
        if (kind === undefined) continue;
        const ofHour = hours.get(sign.hourMs) ?? new Map<string, Hour>();
        hours.set(sign.hourMs, ofHour);
        const hour = ofHour.get(sign.asset) ?? { early: 0, late: 0, lastMs: 0, isQuiet: true };
        ofHour.set(sign.asset, hour);
        add(hour, sign, kind);
        if (sign.type?.endsWith('.voided')) withdrawn.add(sign.asset);
      }
      return toSteadyHours(hours, withdrawn, patienceOf);
    },
  };
}

function toSteadyHours(
  hours: ReadonlyMap<number, ReadonlyMap<string, Hour>>,
  withdrawn: ReadonlySet<string>,
  patienceOf: (asset: RuleAsset) => number,
): SteadyHours {
  return {
    withdrawn,
    heardIn: (hourMs) => hours.get(hourMs)?.keys() ?? [],
    lastIn: (asset, hourMs) => hours.get(hourMs)?.get(asset)?.lastMs || undefined,
    steadyUntil: (asset, hourMs, beforeMs) => {
      const hour = hours.get(hourMs)?.get(asset.code);
      if (hour?.isQuiet !== true) return undefined;
      const patienceMs = patienceOf(asset);
      // In the first and the last minute of a gap anything may have come, and it may have come late.
      const mostMinutes = Math.floor((patienceMs - leewayMs) / minuteMs) - 1;
      const opensInTime = hourMs + (firstMinute(hour) + 1) * minuteMs + leewayMs - beforeMs <= patienceMs;
      return opensInTime && widestGap(hour) <= mostMinutes ? hour.lastMs : undefined;
    },
  };
}

function isPulse(type: string): boolean {
  return findType(type)?.kind.expectedIntervalS !== null && !type.endsWith('.voided');
}

type Question = { readonly kind: string | undefined; readonly intervals: number | null };

/** What rules ask of signs of life: a silence of so many intervals, or (null) that the asset is not stale. */
function questionsOf(rules: readonly Rule[]): Question[] {
  return rules.flatMap(({ when, close, scope }) =>
    [when, ...(close ? [close] : [])].flatMap((one): Question[] => {
      if (one.kind === 'absence') return [{ kind: scope.kind, intervals: one.intervals }];
      return one.kind === 'state' || one.kind === 'open' ? [{ kind: scope.kind, intervals: null }] : [];
    }),
  );
}

/** The shortest silence of an asset that means anything to a rule. */
function rememberPatience(questions: readonly Question[]): (asset: RuleAsset) => number {
  const known = new Map<RuleAsset, number>();
  return (asset) => {
    let least = known.get(asset);
    if (least !== undefined) return least;
    least = Infinity;
    const { kind, intervalS, staleS } = asset;
    for (const question of questions) {
      if (question.kind !== kind || intervalS === null) continue;
      const allowedS = question.intervals === null ? (staleS ?? Infinity) : question.intervals * intervalS;
      least = Math.min(least, allowedS * 1_000);
    }
    known.set(asset, least);
    return least;
  };
}

function leastAheadMs(rules: readonly Rule[]): number {
  const ahead = rules.flatMap(({ when, close }) =>
    [when, ...(close ? [close] : [])].flatMap((one) => (one.kind === 'clock' ? [one.aheadS * 1_000] : [])),
  );
  return Math.min(...ahead, Infinity);
}

/** Judges whether what was said makes no rule begin: nothing holds, nothing is opened or closed, what is asked is known. */
function createSayingJudge(rules: readonly Rule[]): (kind: string, type: string, said: string) => boolean {
  const states = rules.flatMap(({ when, scope, noDataAfterS }) =>
    when.kind === 'state' ? [{ when, kind: scope.kind, mustKnow: noDataAfterS !== undefined }] : [],
  );
  const sorts = new Set(
    rules.flatMap(({ when, close }) => [when, close].flatMap((one) => (one?.kind === 'open' ? [one.sort] : []))),
  );
  const known = new Map<string, boolean>();
  return (kind, type, said) => {
    const key = `${kind} ${type} ${said}`;
    let answer = known.get(key);
    if (answer !== undefined) return answer;
    const declared = findType(type);
    const facts =
      declared?.type.facts({ type, data: JSON.parse(said) as AcceptedEvent['data'] } as AcceptedEvent) ?? [];
    answer =
      !type.endsWith('.voided') &&
      facts.every((fact) => {
        if (!('set' in fact)) return !sorts.has('open' in fact ? fact.open : fact.close);
        return states.every(({ when, kind: of, mustKnow }) => {
          if (of !== kind || when.field !== fact.set) return true;
          const value = fact.value[when.path];
          if (value === undefined || value === null) return !mustKnow;
          return !compare(value, when.op, when.value);
        });
      });
    // Some say something else each time: what is remembered is bounded.
    if (known.size > 50_000) known.clear();
    known.set(key, answer);
    return answer;
  };
}

function firstMinute({ early, late }: Hour): number {
  for (let minute = 0; minute < 60; minute += 1) if (isHeard({ early, late }, minute)) return minute;
  return Infinity;
}

/** The most minutes from one in which it was heard to the next. */
function widestGap(hour: Hour): number {
  if (hour.early === halfHour && hour.late === halfHour) return 1;
  let last = -1;
  let widest = 0;
  for (let minute = 0; minute < 60; minute += 1) {
    if (!isHeard(hour, minute)) continue;
    if (last >= 0) widest = Math.max(widest, minute - last);
    last = minute;
  }
  return widest;
}

function isHeard({ early, late }: Pick<Hour, 'early' | 'late'>, minute: number): boolean {
  return ((minute < 30 ? early >> minute : late >> (minute - 30)) & 1) === 1;
}
