/**
 * How a state is drawn on the pages of a desk, always with its word: a grey dot for well, a triangle for what wants a
 * look, a square for what wants doing, hatched for old, a cross for lost or ended, a question for unknown, a
 * spanner for planned work, a dash for none.
 */
export type MarkShape = 'dot' | 'triangle' | 'square' | 'hatched' | 'cross' | 'question' | 'spanner' | 'dash';
