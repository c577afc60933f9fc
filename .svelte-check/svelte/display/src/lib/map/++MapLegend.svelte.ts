///<reference types="svelte" />
;
import type { AssetKind } from '#shared/events/kind.ts';
import type { CityView } from '#lib/city/city-view.ts';
import type { AssetState } from '#lib/feed/asset-state.ts';
import StateIcon from '#lib/panels/StateIcon.svelte';
import type { Words } from '#lib/words/words.ts';
import type { MapColours } from './wall-layers.ts';
;

  type Props = { city: CityView; colours: MapColours; iconPx: number; words: Words };;function $$render() {

  
  
  
  
  
  

  const { city, colours, iconPx, words }: Props = $props();

  const kinds = $derived([...new Set(city.assets.map(({ kind }) => kind))]);
  const states: readonly AssetState[] = ['fault', 'full', 'maintenance', 'stale', 'lost', 'unknown'];
  const exampleKind: Partial<Record<AssetState, AssetKind>> = { full: 'parking' };
  const placeholders = $derived(
    [...new Set(city.assets.filter(({ placeholder }) => placeholder).map(({ kind }) => kind))]
      .map((kind) => words.kind[kind].toLowerCase())
      .join(', '),
  );
;
async () => {

 { svelteHTML.createElement("div", { "class":`legend`,});
   { svelteHTML.createElement("ul", {});
       for(let kind of __sveltets_2_ensureArray(kinds)){kind; { svelteHTML.createElement("li", {});
         { const $$_nocIetatS3C = __sveltets_2_ensureComponent(StateIcon); new $$_nocIetatS3C({ target: __sveltets_2_any(), props: {      kind,"state":`normal`,colours,"sizePx":iconPx,}});}words.kind[kind];
       }}
   }
   { svelteHTML.createElement("ul", {});
       for(let state of __sveltets_2_ensureArray(states)){state;
       { svelteHTML.createElement("li", {}); { const $$_nocIetatS3C = __sveltets_2_ensureComponent(StateIcon); new $$_nocIetatS3C({ target: __sveltets_2_any(), props: {      "kind":exampleKind[state] ?? 'kiosk',state,colours,"sizePx":iconPx,}});}words.state[state]; }
    }
     { svelteHTML.createElement("li", {}); { svelteHTML.createElement("span", { "class":`active`,}); }words.map.active; }
   }
   { svelteHTML.createElement("p", {});city.areas.official ? words.map.official : words.map.approximate; }
  if(placeholders){ { svelteHTML.createElement("p", {});words.map.placeholder.replace('{kinds}', placeholders); }}
 }


};
return { props: {} as any as Props, exports: {}, bindings: __sveltets_$$bindings(''), slots: {}, events: {} }}
const MapLegend__SvelteComponent_ = __sveltets_2_fn_component($$render());
/*Ωignore_startΩ*/type MapLegend__SvelteComponent_ = ReturnType<typeof MapLegend__SvelteComponent_>;
/*Ωignore_endΩ*/export default MapLegend__SvelteComponent_;