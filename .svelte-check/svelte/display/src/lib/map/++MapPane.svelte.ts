///<reference types="svelte" />
;
import type { CityView } from '#lib/city/city-view.ts';
import type { Language } from '#lib/words/language.ts';
import type { Words } from '#lib/words/words.ts';
import MapLegend from './MapLegend.svelte';
import { readColours } from './read-colours.ts';
import type { MapColours } from './wall-layers.ts';
import type { WallMap } from './wall-map.ts';
;

  type Props = {
    city: CityView;
    map: WallMap;
    language: Language;
    words: Words;
    mapboxToken: string | null;
  };;function $$render() {

  
  
  
  
  
  
  

  const { city, map, language, words, mapboxToken }: Props = $props();

  let status = $state<'opening' | 'drawn' | 'failed'>('opening');
  let look = $state.raw<{ colours: MapColours; iconPx: number }>();

  function mount(container: HTMLElement): () => void {
    const colours = readColours(container);
    const unitPx = parseFloat(getComputedStyle(container).fontSize);
    const pixelRatio = window.devicePixelRatio;
    look = { colours, iconPx: Math.round(unitPx * pixelRatio) };
    const onFatal = (): void => {
      status = 'failed';
    };
    map.mount({ container, city, colours, unitPx, pixelRatio, language, mapboxToken, onFatal }).then(() => {
      status = 'drawn';
    }, onFatal);
    return () => {
      map.destroy();
    };
  }
;
async () => {

 { svelteHTML.createElement("div", {     "class":`pane`,...__sveltets_2_empty({"data-testid":`map`}),...__sveltets_2_empty({"data-status":status}),});
   { svelteHTML.createElement("div", {  "class":`map`,[Symbol("@attach")]:mount,}); }
  if(look){ { const $$_dnegeLpaM1C = __sveltets_2_ensureComponent(MapLegend); new $$_dnegeLpaM1C({ target: __sveltets_2_any(), props: {      city,words,"colours":look.colours,"iconPx":look.iconPx,}});}}
  if(status !== 'drawn'){ { svelteHTML.createElement("p", {});status === 'failed' ? words.map.failed : words.map.loading; }}
 }


};
return { props: {} as any as Props, exports: {}, bindings: __sveltets_$$bindings(''), slots: {}, events: {} }}
const MapPane__SvelteComponent_ = __sveltets_2_fn_component($$render());
/*Ωignore_startΩ*/type MapPane__SvelteComponent_ = ReturnType<typeof MapPane__SvelteComponent_>;
/*Ωignore_endΩ*/export default MapPane__SvelteComponent_;