import type { Random } from '../engine/random.ts';
import { surroundingsOf, type Place, type Surroundings } from '../points/place.ts';
import type { Pack } from '#shared/locality/pack.ts';
import type { Citizen } from './citizen.ts';
import type { ProcedureLoad } from './procedure-load.ts';

/** Where people go with what. */
export type Whereabouts = {
  readonly loads: readonly ProcedureLoad[];
  readonly around: (unit: string) => Surroundings | undefined;
  /** Where somebody goes: mostly to their own point, sometimes to one near by, which serves them all the same. */
  readonly choose: (citizen: Citizen, random: Random) => Place | undefined;
  /** The nearest other place. */
  readonly elsewhere: (citizen: Citizen, than: Place) => Place | undefined;
  /** Who deals with what comes in online. */
  readonly responsible: (citizen: Citizen, random: Random) => Place | undefined;
};

/** Where there is a branch, so many go there with what belongs to it, and with anything else. */
const toBranch = { point: 0.05, branch: 0.75 } as const;
/** Near work or school rather than near home. */
const toOthers = 0.14;
/** Online, another unit's point is chosen less often. */
const onlineToOthers = 0.04;
/** Closer than this it makes no difference which of them is nearer. */
const sameKm = 0.5;

/** The whereabouts of a city. */
export function createWhereabouts(pack: Pack, places: readonly Place[], loads: readonly ProcedureLoad[]): Whereabouts {
  const surroundings = surroundingsOf(pack, places);
  const around = (unit: string): Surroundings | undefined => surroundings.get(unit);
  const weightsOf = new Map(
    [...surroundings].map(([unit, { others }]) => [
      unit,
      others.map(([place, km]) => [place, 1 / (km + sameKm)] as const),
    ]),
  );
  const choose = ({ unit, procedure }: Citizen, random: Random, others: number): Place | undefined => {
    const { own, branch } = around(unit) ?? {};
    if (branch && random.chance(toBranch[procedure.at])) return branch;
    const near = weightsOf.get(unit) ?? [];
    if (near.length > 0 && (!own || random.chance(others))) return random.weighted(near);
    return own ?? branch;
  };
  return {
    loads,
    around,
    choose: (citizen, random) => choose(citizen, random, toOthers),
    responsible: (citizen, random) => choose(citizen, random, onlineToOthers),
    elsewhere: ({ unit, procedure }, than) => {
      const { own, branch, others = [] } = around(unit) ?? {};
      const near = others.map(([place]) => place);
      const inOrder = procedure.at === 'branch' ? [branch, own, ...near] : [own, ...near, branch];
      return inOrder.find((place) => place !== undefined && place.code !== than.code);
    },
  };
}
