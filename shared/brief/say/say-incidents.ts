import type { Brief, BriefIncident, ClockVerdict } from '../brief.ts';
import { fillIn } from '../words/brief-words.ts';
import type { FigureWriter } from '../write-figure.ts';

/** An incident of a brief, in words. */
export type IncidentLine = {
  readonly id: number;
  readonly number: string;
  readonly priority: BriefIncident['priority'];
  readonly title: string;
  readonly cause: string;
  readonly where: string;
  readonly effect: string;
  readonly state: string;
  readonly detect: { readonly verdict: ClockVerdict; readonly text: string };
  readonly resolve: { readonly verdict: ClockVerdict; readonly text: string };
  readonly how: string | null;
};

const placesNamed = 4;

/** Every incident of a brief, in words. */
export function sayIncidents({ recorded, names }: Brief, write: FigureWriter): IncidentLine[] {
  const { words, language } = write;
  return recorded.incidents.map((incident) => {
    const { id, number, priority, title, cause, units, state, occurredAt, detectedAt, resolvedAt, how } = incident;
    const places = units.map((unit) => names[unit]?.[language] ?? unit);
    const rest = places.length - placesNamed;
    return {
      ...{ id, number, priority, how },
      title: `${title[language]}${incident.isExercise ? ` [${words.exercise}]` : ''}`,
      cause: cause?.[language] ?? words.causeUnknown,
      where: `${places.slice(0, placesNamed).join(', ')}${rest > 0 ? ` +${rest}` : ''}`,
      effect: sayEffect(incident.affected, write),
      state: words.state[state],
      detect: sayClock(incident.detect, { from: occurredAt, to: detectedAt }, write),
      resolve: sayClock(incident.resolve, { from: occurredAt, to: resolvedAt }, write),
    };
  });
}

/** Whom and what an incident touched; what nobody knows is said. */
export function sayEffect(affected: BriefIncident['affected'], write: FigureWriter): string {
  const { effect } = write.words;
  const { points, waiting, waitingAt, assets } = affected;
  const parts = [
    ...(points > 0 ? [fillIn(effect.points, { n: points })] : []),
    ...(waiting === null
      ? [effect.unknown]
      : [`${fillIn(effect.waiting, { n: write.number(waiting) })} ${fillIn(effect.waitingAt, { n: waitingAt })}`]),
    ...(assets > 0 ? [fillIn(effect.assets, { n: assets })] : []),
  ];
  return parts.join('; ');
}

function sayClock(
  verdict: ClockVerdict,
  { from, to }: { from: string; to: string | null },
  write: FigureWriter,
): IncidentLine['detect'] {
  const took = to === null ? '' : ` (${write.length(Math.max(0, Date.parse(to) - Date.parse(from)))})`;
  return { verdict, text: `${write.words.clock[verdict]}${took}` };
}
