import type { Priority } from '#shared/wire/duty.ts';
import { openCanvas } from '../../shapes/open-canvas.ts';
import { priorityPaths, unknownPath } from './priority-paths.ts';

export type MarkColours = { readonly tone: string; readonly ground: string };

/** How a row is marked on the map: filled while nobody has it, hollow once somebody has; unknown is dashed and asks. */
export type MarkLook = 'open' | 'taken' | 'unknown';

/** Draws a mark, `sizePx` device pixels square. */
export function drawPriority(priority: Priority, look: MarkLook, colours: MarkColours, sizePx: number): ImageData {
  const context = openCanvas(sizePx);
  context.scale(sizePx / 24, sizePx / 24);
  const shape = new Path2D(priorityPaths[priority]);
  context.lineJoin = 'round';
  // A dark rim keeps neighbouring marks apart where they crowd.
  context.strokeStyle = colours.ground;
  context.lineWidth = 5;
  context.stroke(shape);
  context.fillStyle = look === 'open' ? colours.tone : colours.ground;
  context.fill(shape);
  context.strokeStyle = colours.tone;
  context.lineWidth = 2.2;
  context.setLineDash(look === 'unknown' ? [3, 2.5] : []);
  context.stroke(shape);
  context.setLineDash([]);
  if (look === 'unknown') context.stroke(new Path2D(unknownPath));
  return context.getImageData(0, 0, sizePx, sizePx);
}
