import { assetStates, type AssetState } from '../../feed/asset-state.ts';
import { clusterStates } from '../../shapes/cluster-marks.ts';
import { stateMarks } from '../../shapes/state-marks.ts';
import type { ClusterGrid } from './cluster-grid.ts';

/** What a cluster says: how many it stands for, and the worst of them. Null: what was in it all stands out. */
export type ClusterLook = { readonly count: number; readonly worst: AssetState } | null;

/** The states that may hide in a cluster, the worst first. What is abnormal is drawn by itself, wherever it is. */
const hidden = clusterStates.map((state) => assetStates.indexOf(state));

/** Counts the states within clusters as they change, without looking at their members again. */
export class ClusterTally {
  readonly #grid: ClusterGrid;
  /** Of each cluster, how many of its members are in each state. */
  readonly #counts: Int32Array;
  readonly #changed = new Set<number>();

  constructor(grid: ClusterGrid, states: readonly AssetState[]) {
    this.#grid = grid;
    this.#counts = new Int32Array(grid.clusters.length * assetStates.length);
    states.forEach((state, member) => {
      this.#add(member, state, 1);
    });
    this.#changed.clear();
  }

  /** A member went from one state to another. */
  move(member: number, from: AssetState, to: AssetState): void {
    this.#add(member, from, -1);
    this.#add(member, to, 1);
  }

  lookOf(cluster: number): ClusterLook {
    const base = cluster * assetStates.length;
    let count = 0;
    let worst: AssetState | undefined;
    for (const state of hidden) {
      const here = this.#counts[base + state] ?? 0;
      if (here > 0) worst ??= assetStates[state];
      count += here;
    }
    return worst === undefined ? null : { count, worst };
  }

  /** The same as a text, to be compared. */
  sayingOf(cluster: number): string {
    const look = this.lookOf(cluster);
    return look ? `${look.worst} ${look.count}` : '';
  }

  /** The clusters something was moved in since the call before. */
  takeChanged(): readonly number[] {
    const taken = [...this.#changed];
    this.#changed.clear();
    return taken;
  }

  #add(member: number, state: AssetState, sign: 1 | -1): void {
    const at = assetStates.indexOf(state);
    for (const cluster of this.#grid.clustersOf[member] ?? []) {
      const index = cluster * assetStates.length + at;
      this.#counts[index] = (this.#counts[index] ?? 0) + sign;
      this.#changed.add(cluster);
    }
  }
}

/** Whether a state is drawn by itself wherever it is. */
export function standsOut(state: AssetState): boolean {
  return stateMarks[state].rank > 0;
}
