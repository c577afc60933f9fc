import type { Channel } from './channel.ts';
import type { Member, Near } from './member.ts';
import { noProcedure } from './served.ts';

/**
 * Why two alerts are one matter: `causes` the first explains the second by its rule, `leads` by what follows in a city from
 * what; the others say what they share.
 */
export type Relation = 'causes' | 'leads' | 'same_thing' | 'same_rule' | 'same_operator' | 'same_unit' | 'same_matter';

const minuteMs = 60_000;
/** A cause may be noticed after what follows from it: systems are checked every five minutes, people call at once. */
const noticedLaterMs = 15 * minuteMs;
const sameThingMs = 24 * 60 * minuteMs;
const sameRuleMs = 3 * minuteMs;
const sameLabelMs = 10 * minuteMs;
const sameOperatorMs = 60 * minuteMs;
const sameUnitMs = 30 * minuteMs;
const sameMatterMs = 120 * minuteMs;

/**
 * `same_procedure`: where people ask more than usual for what the first serves; `no_other_procedure`: there, or where nothing
 * is asked for more than usual. Of a system of which it is not known what it serves: anywhere.
 */
type Where = 'anywhere' | 'same_unit' | 'near' | 'same_matter' | 'same_procedure' | 'no_other_procedure';

/** What follows from what across the channels of a city, within how long, and where. */
const chain: readonly { from: Channel; to: readonly Channel[]; withinMin: number; where: Where }[] = [
  { from: 'power', to: ['kiosk', 'queue', 'parking', 'system'], withinMin: 60, where: 'same_unit' },
  { from: 'power', to: ['queue'], withinMin: 180, where: 'near' },
  { from: 'system', to: ['kiosk'], withinMin: 60, where: 'no_other_procedure' },
  { from: 'system', to: ['queue'], withinMin: 180, where: 'same_procedure' },
  { from: 'system', to: ['hotline', 'chatbot'], withinMin: 180, where: 'no_other_procedure' },
  { from: 'kiosk', to: ['queue'], withinMin: 120, where: 'near' },
  { from: 'kiosk', to: ['hotline', 'chatbot'], withinMin: 120, where: 'same_matter' },
  { from: 'queue', to: ['hotline', 'chatbot'], withinMin: 120, where: 'same_matter' },
  { from: 'weather', to: ['hotline'], withinMin: 180, where: 'same_matter' },
  { from: 'hotline', to: ['chatbot'], withinMin: 60, where: 'anywhere' },
];

type Tie = {
  readonly as: Relation;
  readonly withinMs: number;
  readonly holds: (one: Member, other: Member) => boolean;
};

/** What two alerts have in common, the nearest first. */
const ties: readonly Tie[] = [
  { as: 'same_thing', withinMs: sameThingMs, holds: (one, other) => shares(one, other, 'asset') },
  {
    as: 'same_thing',
    withinMs: sameThingMs,
    holds: (one, other) => isSameRule(one, other) && one.target === other.target,
  },
  { as: 'same_thing', withinMs: sameOperatorMs, holds: (one, other) => shares(one, other, 'point') },
  { as: 'same_rule', withinMs: sameRuleMs, holds: isSameRule },
  {
    as: 'same_rule',
    withinMs: sameLabelMs,
    holds: (one, other) => shares(one, other, 'kind') && shareWords(one, other),
  },
  {
    ...{ as: 'same_operator', withinMs: sameOperatorMs },
    holds: (one, other) => shares(one, other, 'operator') && one.channel === other.channel,
  },
  {
    ...{ as: 'same_unit', withinMs: sameUnitMs },
    holds: (one, other) => shares(one, other, 'unit') && isLocal(one) && isLocal(other),
  },
  {
    ...{ as: 'same_matter', withinMs: sameMatterMs },
    // Two systems serve the same and fail each for itself.
    holds: (one, other) => isSameMatter(one, other) && one.channel !== 'system' && other.channel !== 'system',
  },
];

/** How the first alert has to do with the second, if it has; `causes` and `leads` say that the first comes before it. */
export function relate(one: Member, other: Member, near: Near): Relation | undefined {
  if (explains(one, other)) return 'causes';
  if (leadsTo(one, other, near)) return 'leads';
  const apartMs = Math.abs(one.sinceMs - other.sinceMs);
  return ties.find(({ withinMs, holds }) => apartMs <= withinMs && holds(one, other))?.as;
}

function isSameRule(one: Member, other: Member): boolean {
  return one.rule.id === other.rule.id;
}

function shareWords(one: Member, other: Member): boolean {
  return one.rule.labels.some((word) => other.rule.labels.includes(word));
}

function shares(one: Member, other: Member, name: keyof Member['labels']): boolean {
  return one.labels[name] !== undefined && one.labels[name] === other.labels[name];
}

/** Whether the first comes before the second in a chain. */
export function precedes(one: Member, other: Member, near: Near): boolean {
  return explains(one, other) || leadsTo(one, other, near);
}

/**
 * Whether a rule says that the first explains the second. What a system serves limits that too: where something else is asked for
 * beside it, or a queue is for nothing that it serves, its failing is no reason.
 */
function explains(one: Member, other: Member): boolean {
  return one.rule.causes.some(
    ({ rule, equal }) =>
      rule === other.rule.id &&
      equal.every((name) => one.labels[name] !== undefined && one.labels[name] === other.labels[name]) &&
      isWhile(one, other, sameThingMs) &&
      (one.channel !== 'system' || isServed(one, other)),
  );
}

function leadsTo(one: Member, other: Member, near: Near): boolean {
  return chain.some(
    ({ from, to, withinMin, where }) =>
      one.channel === from &&
      to.includes(other.channel) &&
      isWhile(one, other, withinMin * minuteMs) &&
      isThere(one, other, where, near),
  );
}

/** Whether the second began while the first held, or a little before it was noticed. */
function isWhile(one: Member, other: Member, withinMs: number): boolean {
  const laterMs = other.sinceMs - one.sinceMs;
  if (laterMs < -noticedLaterMs || laterMs > withinMs) return false;
  return one.closedMs === null || other.sinceMs <= one.closedMs;
}

function isThere(one: Member, other: Member, where: Where, near: Near): boolean {
  if (where === 'anywhere') return true;
  if (where === 'same_matter') return isSameMatter(one, other);
  if (where === 'same_procedure') return one.about.length === 0 || isSameMatter(one, other);
  if (where === 'no_other_procedure') return isNoOther(one, other);
  const [here, there] = [one.labels.unit, other.labels.unit];
  if (here === undefined || there === undefined) return false;
  return here === there || (where === 'near' && near(here, there));
}

/** What serves the whole city is held under one unit and has nothing to do with it. */
function isLocal({ channel }: Member): boolean {
  return channel === 'power' || channel === 'kiosk' || channel === 'queue' || channel === 'parking';
}

function isSameMatter(one: Member, other: Member): boolean {
  return one.about.some((matter) => other.about.includes(matter));
}

/** Whether the second may follow from what a system serves. What is about one and the same system is so, whatever it serves. */
function isServed(one: Member, other: Member): boolean {
  if (one.about.length === 0 || shares(one, other, 'asset')) return true;
  const where = chain.find(({ from, to }) => from === 'system' && to.includes(other.channel))?.where;
  return where === undefined || isThere(one, other, where, () => false);
}

/** Whether nothing is asked for beside what a system serves, which is then what is asked for, or all of the usual. */
function isNoOther(one: Member, other: Member): boolean {
  if (one.about.length === 0 || isSameMatter(one, other)) return true;
  return !one.about.includes(noProcedure) && !other.about.some((matter) => matter.startsWith('procedure:'));
}
