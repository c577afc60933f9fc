/**
 * A square canvas to draw a mark on, `sizePx` device pixels wide. What is drawn is read back as a picture, so it stays in
 * memory: reading from a graphics card waits for all that the card still has to do, once for every mark.
 */
export function openCanvas(sizePx: number): OffscreenCanvasRenderingContext2D {
  const context = new OffscreenCanvas(sizePx, sizePx).getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('this browser draws no 2D canvas');
  return context;
}
