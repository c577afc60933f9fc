import { exampleEvent } from '../../docs/example-event.ts';
import { catalogue } from '../../events/catalogue.ts';
import type { AcceptedEvent } from '../../events/envelope.ts';
import type { EventKind, EventType } from '../../events/kind.ts';
import { askedBy, type Asked } from '../known.ts';
import type { Rule } from '../rule.ts';

/** Types of events that say what rules ask of assets: `types` all of them, `contents` those of which it matters what they say. */
export type SignsAsked = { readonly types: readonly string[]; readonly contents: readonly string[] };

/** What of a past needs to be read for some rules; counts and ticks apart. */
export function signsAskedBy(rules: readonly Rule[]): SignsAsked {
  const types = new Set<string>();
  const contents = new Set<string>();
  for (const rule of rules) {
    const asked = askedBy([rule]);
    const asksPulse = [rule.when, rule.close].some((one) => one?.kind === 'absence' || one?.kind === 'clock');
    const asksContent = asked.fields.size + asked.sorts.size > 0;
    if (!asksPulse && !asksContent) continue;
    for (const kind of Object.values<EventKind>(catalogue)) {
      if (rule.scope.kind === undefined || !kind.assetKinds.includes(rule.scope.kind)) continue;
      const saying = asksContent ? Object.keys(kind.types).filter((name) => says(name, kind.types[name], asked)) : [];
      // Whoever reads what was said must know what was withdrawn.
      if (saying.length > 0) saying.push(`${kind.kind}.voided`);
      const heard = kind.expectedIntervalS === null ? saying : Object.keys(kind.types);
      saying.forEach((name) => contents.add(name));
      heard.filter((name) => saying.includes(name) || !name.endsWith('.voided')).forEach((name) => types.add(name));
    }
  }
  return { types: [...types], contents: [...contents] };
}

/** Whether events of a type say anything of a field or sort of items that is asked for. */
function says(name: string, type: EventType | undefined, asked: Asked): boolean {
  const facts = name.endsWith('.voided') ? [] : (type?.facts(exampleOf(name)) ?? []);
  return facts.some((fact) => {
    if ('set' in fact) return [...asked.fields].some((field) => stemOf(field) === stemOf(fact.set));
    return asked.sorts.has('open' in fact ? fact.open : fact.close);
  });
}

/** Some fields bear a name from the event, behind a dot: `counter.Q1`. */
function stemOf(field: string): string {
  return field.split('.')[0] ?? field;
}

function exampleOf(name: string): AcceptedEvent {
  const setting = { assets: {}, source: 'urn:example', nowMs: 0 };
  return exampleEvent(name, setting) as unknown as AcceptedEvent;
}
