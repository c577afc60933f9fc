import { clusterMarks, type ClusterState } from './cluster-marks.ts';
import { openCanvas } from './open-canvas.ts';
import type { Palette } from './state-marks.ts';

/** Draws the disc of a cluster, `sizePx` device pixels square; its number is written over it by the map. */
export function drawCluster(state: ClusterState, palette: Palette, sizePx: number): ImageData {
  const context = openCanvas(sizePx);
  context.scale(sizePx / 24, sizePx / 24);
  const { tone, dash, inner } = clusterMarks[state];
  const disc = new Path2D();
  disc.arc(12, 12, 10.8, 0, 2 * Math.PI);
  context.fillStyle = palette.ground;
  context.fill(disc);
  context.save();
  context.clip(disc);
  context.strokeStyle = palette[tone];
  context.globalAlpha = 0.45;
  context.lineWidth = 0.9;
  if (inner === 'hatch')
    context.stroke(new Path2D('M-8 24 16 0M-3 24 21 0M2 24 26 0M7 24 31 0M-13 24 11 0M12 24 36 0'));
  if (inner === 'crossed') context.stroke(new Path2D('M4 20 20 4M4 4 20 20'));
  context.restore();
  context.strokeStyle = palette[tone];
  context.lineWidth = 1.2;
  context.setLineDash([...dash]);
  context.stroke(disc);
  return context.getImageData(0, 0, sizePx, sizePx);
}

/** A tile of the hatching of an area nobody knows anything of. */
export function drawHatch(tone: string, sizePx: number): ImageData {
  const context = openCanvas(sizePx);
  context.strokeStyle = tone;
  context.lineWidth = Math.max(1, sizePx / 12);
  for (const shift of [-1, 0, 1]) {
    context.moveTo(shift * sizePx, sizePx);
    context.lineTo((shift + 1) * sizePx, 0);
  }
  context.stroke();
  return context.getImageData(0, 0, sizePx, sizePx);
}
