import type { AssetState } from '../feed/asset-state.ts';

/** A token of the wall's palette, a custom property in `wall.css`. */
export type Tone = 'normal' | 'high' | 'info' | 'faint' | 'ghost';

/** The colours that marks are drawn in, on their ground. */
export type Palette = Readonly<Record<Tone | 'ground', string>>;

/**
 * How a state is drawn around an asset's glyph: frame, tone and word go together, so that no state is told by colour
 * alone. `solid` frames carry the glyph in black, others in the tone.
 */
export type StateMark = {
  readonly frame: 'none' | 'square' | 'circle' | 'dashed';
  readonly tone: Tone;
  readonly solid: boolean;
  readonly hatch: boolean;
  readonly glyph: 'kind' | 'spanner' | 'question' | 'crossed';
  /** Size on the map, in units of text. */
  readonly sizeU: number;
  /** 0: the dim layer below; above it, higher is drawn later. */
  readonly rank: number;
};

const plain = {
  frame: 'none',
  tone: 'normal',
  solid: false,
  hatch: false,
  glyph: 'kind',
  sizeU: 0.6,
  rank: 0,
} as const;

/** The look of each state: grey while nothing is wrong; age is faded, hatched and hollow, never coloured. */
export const stateMarks: Readonly<Record<AssetState, StateMark>> = {
  normal: plain,
  late: { ...plain, tone: 'faint' },
  stale: { ...plain, tone: 'faint', frame: 'dashed', hatch: true, sizeU: 0.7 },
  lost: { ...plain, tone: 'faint', glyph: 'crossed', sizeU: 0.6 },
  unknown: { ...plain, tone: 'ghost', glyph: 'question', sizeU: 0.5 },
  maintenance: { ...plain, frame: 'circle', glyph: 'spanner', sizeU: 0.85, rank: 1 },
  full: { ...plain, frame: 'circle', tone: 'info', solid: true, sizeU: 0.95, rank: 2 },
  fault: { ...plain, frame: 'square', tone: 'high', solid: true, sizeU: 1.1, rank: 3 },
};
