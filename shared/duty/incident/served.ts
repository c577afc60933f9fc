import type { PackHeader } from '../../locality/pack-header.ts';

/** What is known of a procedure when it is asked which systems serve it. */
type Procedure = { readonly code: string; readonly level: string };

/** A system that is for none of what people come for. */
export const noProcedure = 'no_procedure';

/**
 * What a connected system serves, as alerts are about it: `procedure:<code>`, or that it is none. Empty: the city's folder does
 * not say.
 */
export function servedMatters(
  system: string,
  serves: PackHeader['serves'],
  procedures: readonly Procedure[],
): readonly string[] {
  const said = serves?.[system];
  if (said === undefined) return [];
  const codes =
    said === 'online' ? procedures.filter(({ level }) => level !== 'none').map(({ code }) => code) : [...said];
  return codes.length === 0 ? [noProcedure] : codes.map((code) => `procedure:${code}`);
}
