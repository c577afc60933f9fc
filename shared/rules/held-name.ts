import type { Condition } from './condition.ts';

/** By what a reading that a condition asks for is told: `forecast <place>`, `kpi <id> <unit or nothing>`; undefined: it asks for none. */
export function heldName(when: Condition, target: string): string | undefined {
  if (when.kind === 'forecast') return `forecast ${target}`;
  if (when.kind !== 'kpi') return undefined;
  return when.measure === 'value' ? `kpi ${when.kpi} ${target}` : `kpi ${when.kpi}.${when.measure} ${target}`;
}
