import { kindGlyphs, spanner } from './kind-glyphs.ts';
import type { AssetKind } from '#shared/events/kind.ts';
import { openCanvas } from './open-canvas.ts';
import type { Palette, StateMark } from './state-marks.ts';

/** Draws a mark for the map, `sizePx` device pixels square. */
export function drawMark(kind: AssetKind, mark: StateMark, palette: Palette, sizePx: number): ImageData {
  const context = openCanvas(sizePx);
  context.scale(sizePx / 24, sizePx / 24);
  const tone = palette[mark.tone];
  if (mark.frame === 'none') drawHalo(context, kind, mark, palette.ground);
  else drawFrame(context, mark, tone, palette.ground);
  // Inside a frame the glyph takes the middle of the box.
  if (mark.frame !== 'none') {
    context.translate(5, 5);
    context.scale(14 / 24, 14 / 24);
  }
  context.fillStyle = mark.solid ? palette.ground : tone;
  context.strokeStyle = context.fillStyle;
  drawGlyph(context, kind, mark);
  return context.getImageData(0, 0, sizePx, sizePx);
}

/** A dark rim keeps neighbouring marks apart where they crowd. */
function drawHalo(context: OffscreenCanvasRenderingContext2D, kind: AssetKind, mark: StateMark, ground: string): void {
  context.strokeStyle = ground;
  context.lineWidth = 4;
  context.lineJoin = 'round';
  if (mark.glyph === 'kind') context.stroke(new Path2D(kindGlyphs[kind]));
}

function drawFrame(context: OffscreenCanvasRenderingContext2D, mark: StateMark, tone: string, ground: string): void {
  const frame = new Path2D();
  if (mark.frame === 'circle') frame.arc(12, 12, 10, 0, 2 * Math.PI);
  else frame.roundRect(2, 2, 20, 20, 2.5);
  context.fillStyle = mark.solid ? tone : ground;
  context.fill(frame);
  if (mark.hatch) drawHatch(context, frame, tone);
  context.strokeStyle = mark.solid ? ground : tone;
  context.lineWidth = 1.6;
  context.setLineDash(mark.frame === 'dashed' ? [3, 2.5] : []);
  context.stroke(frame);
  context.setLineDash([]);
}

function drawHatch(context: OffscreenCanvasRenderingContext2D, frame: Path2D, tone: string): void {
  context.save();
  context.clip(frame);
  context.strokeStyle = tone;
  context.globalAlpha = 0.5;
  context.lineWidth = 1;
  context.beginPath();
  for (let x = -20; x < 24; x += 5) {
    context.moveTo(x, 24);
    context.lineTo(x + 24, 0);
  }
  context.stroke();
  context.restore();
}

function drawGlyph(context: OffscreenCanvasRenderingContext2D, kind: AssetKind, mark: StateMark): void {
  context.lineWidth = 2.2;
  switch (mark.glyph) {
    case 'kind':
      context.fill(new Path2D(kindGlyphs[kind]), 'evenodd');
      break;
    case 'spanner':
      context.fill(new Path2D(spanner));
      break;
    case 'question':
      context.stroke(new Path2D('M12 3a9 9 0 1 0 .01 0zM9 9.5a3 3 0 1 1 4 3c-1 .5-1 1-1 2M12 17v1'));
      break;
    case 'crossed':
      context.stroke(new Path2D(kindGlyphs[kind]));
      context.stroke(new Path2D('M3 21 21 3'));
      break;
  }
}
