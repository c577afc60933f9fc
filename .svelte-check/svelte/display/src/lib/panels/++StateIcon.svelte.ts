///<reference types="svelte" />
;
import type { AssetKind } from '#shared/events/kind.ts';
import type { AssetState } from '#lib/feed/asset-state.ts';
import type { MapColours } from '#lib/map/wall-layers.ts';
import { drawMark } from '#lib/shapes/draw-mark.ts';
import { stateMarks } from '#lib/shapes/state-marks.ts';
;

  type Props = { kind: AssetKind; state: AssetState; colours: MapColours; sizePx: number };;function $$render() {

  
  
  
  
  

  const { kind, state, colours, sizePx }: Props = $props();

  /** The same drawing as on the map, so that the legend cannot say otherwise. */
  function draw(canvas: HTMLCanvasElement): void {
    canvas.width = sizePx;
    canvas.height = sizePx;
    canvas.getContext('2d')?.putImageData(drawMark(kind, stateMarks[state], colours, sizePx), 0, 0);
  }
;
async () => {

 { svelteHTML.createElement("canvas", {   [Symbol("@attach")]:draw,"aria-hidden":`true`,}); }


};
return { props: {} as any as Props, exports: {}, bindings: __sveltets_$$bindings(''), slots: {}, events: {} }}
const StateIcon__SvelteComponent_ = __sveltets_2_fn_component($$render());
/*Ωignore_startΩ*/type StateIcon__SvelteComponent_ = ReturnType<typeof StateIcon__SvelteComponent_>;
/*Ωignore_endΩ*/export default StateIcon__SvelteComponent_;