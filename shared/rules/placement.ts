import { heldName } from './held-name.ts';
import { feedsOf, instancesOn, type Instance } from './instance.ts';
import type { RuleCity } from './city.ts';
import type { Rule } from './rule.ts';
import type { Window } from './window.ts';

/** The instances of a day, and which of them a piece of news is about. */
export type Placement = {
  readonly instances: ReadonlyMap<string, Instance>;
  /** Those that ask what an asset last said, or whether it is heard. */
  readonly byAsset: ReadonlyMap<string, readonly Instance[]>;
  readonly bySeries: ReadonlyMap<string, readonly { readonly window: Window; readonly instance: Instance }[]>;
  readonly byHeld: ReadonlyMap<string, readonly Instance[]>;
};

export const nowhere: Placement = { instances: new Map(), byAsset: new Map(), bySeries: new Map(), byHeld: new Map() };

/** Takes the targets of a day; what was there before keeps how far it came. */
export function placeOn(
  day: string,
  { rules, city, before }: { readonly rules: readonly Rule[]; readonly city: RuleCity; readonly before: Placement },
): Placement {
  const list = instancesOn(rules, city, day).map((fresh) => carry(before.instances.get(fresh.key), fresh));
  return {
    instances: new Map(list.map((instance) => [instance.key, instance])),
    byAsset: groupBy(list, ({ target, rule }) => (target.asset && isOfViews(rule) ? [target.asset.code] : [])),
    bySeries: groupBy(
      list.flatMap((instance) => feedsOf(instance).map((feed) => ({ ...feed, instance }))),
      ({ series }) => [series],
    ),
    byHeld: groupBy(list, ({ rule: { when }, target }) => {
      const name = heldName(when, target.name);
      return name === undefined ? [] : [name];
    }),
  };
}

/** Whether what an asset last said may change a rule's answer; what it counted comes in rows. */
function isOfViews({ when, close }: Rule): boolean {
  return [when, ...(close ? [close] : [])].some(({ kind }) => ofViews.has(kind));
}

const ofViews: ReadonlySet<string> = new Set(['state', 'open', 'absence', 'clock']);

/** The same target on another day keeps how far it came, and its windows. */
function carry(before: Instance | undefined, fresh: Instance): Instance {
  if (!before) return fresh;
  const { windows, progress, flap, alert, breachMs } = before;
  return { ...fresh, windows, progress, flap, alert, breachMs };
}

function groupBy<Thing>(things: readonly Thing[], keysOf: (thing: Thing) => readonly string[]): Map<string, Thing[]> {
  const groups = new Map<string, Thing[]>();
  for (const thing of things) {
    for (const key of keysOf(thing)) {
      const group = groups.get(key);
      if (group) group.push(thing);
      else groups.set(key, [thing]);
    }
  }
  return groups;
}
