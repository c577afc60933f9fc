import type { ConnectedSystem } from '#shared/locality/tables/systems.ts';
import type { Simulation } from './simulation.ts';

type SystemKind = ConnectedSystem['kind'];

/** Whether every connected system of these kinds works now; a city that lists none of a kind is not held up by it. */
export function areLinksUp({ pack, effects, agenda }: Simulation, kinds: readonly SystemKind[]): boolean {
  return pack.systems.every(({ code, kind }) => !kinds.includes(kind) || effects.isLinkUp(code, agenda.nowMs()));
}

/** Without one of these nothing can be submitted online: records go in by way of all three. */
export const onlineKinds: readonly SystemKind[] = ['portal', 'national_portal', 'identity'];
