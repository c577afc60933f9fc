import type { AssetState } from '../feed/asset-state.ts';
import type { Tone } from './state-marks.ts';

/** The states a cluster may say the worst of; what is abnormal is never in one. */
export const clusterStates = ['lost', 'stale', 'unknown', 'late', 'normal'] as const satisfies readonly AssetState[];
export type ClusterState = (typeof clusterStates)[number];

type ClusterMark = {
  readonly tone: Tone;
  readonly dash: readonly number[];
  readonly inner: 'plain' | 'hatch' | 'crossed';
};

/** As single marks are drawn: age fades, is hatched, is crossed out; what is not known is hollow and dotted. */
export const clusterMarks: Readonly<Record<ClusterState, ClusterMark>> = {
  normal: { tone: 'normal', dash: [], inner: 'plain' },
  late: { tone: 'faint', dash: [], inner: 'plain' },
  unknown: { tone: 'ghost', dash: [1.5, 2.5], inner: 'plain' },
  stale: { tone: 'faint', dash: [4, 2.5], inner: 'hatch' },
  lost: { tone: 'faint', dash: [4, 2.5], inner: 'crossed' },
};

/** How large a cluster is drawn, in units of text. */
export const clusterSizeU = 1.7;
