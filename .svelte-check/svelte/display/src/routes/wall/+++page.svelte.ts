///<reference types="svelte" />
;
import { fetchCity } from '#lib/city/fetch-city.ts';
import Wall from '#lib/panels/Wall.svelte';
import Watermark from '#lib/panels/Watermark.svelte';
import { wordsOf } from '#lib/words/words.ts';
import type { PageProps } from './$types';
function $$render() {

  
  
  
  
  

  const { data }: PageProps = $props();
  const words = $derived(wordsOf(data.language));
  const cityName = $derived(data.language === 'en' ? data.city.nameEn : data.city.name);

  // Twice a second is as fast as eyes follow figures; the rest is for dots that move together.
  const updatesPerS = 5;
  const feedUrl = (world: string): string =>
    `${window.location.origin.replace(/^http/, 'ws')}/live?world=${encodeURIComponent(world)}&hz=${String(updatesPerS)}`;

  $effect(() => {
    document.documentElement.style.setProperty('--unit-vw', String(data.unitVw));
  });
;
async () => {

 { svelteHTML.createElement("svelte:head", {}); { svelteHTML.createElement("title", {});cityName;  words.product; } }

if(typeof window !== 'undefined'){
     { const $$_value = await (fetchCity());{ const city = $$_value; 
    `${data.world} ${data.language}`; {
       { const $$_llaW0C = __sveltets_2_ensureComponent(Wall); new $$_llaW0C({ target: __sveltets_2_any(), props: {            city,"world":data.world,"kind":data.worldKind,"feedUrl":feedUrl(data.world),"language":data.language,"mapboxToken":data.mapboxToken,}});}
    }
  }}
}
 { const $$_kramretaW0C = __sveltets_2_ensureComponent(Watermark); new $$_kramretaW0C({ target: __sveltets_2_any(), props: {   "kind":data.worldKind,words,}});}
};
return { props: {} as any as PageProps, exports: {}, bindings: __sveltets_$$bindings(''), slots: {}, events: {} }}
const Page__SvelteComponent_ = __sveltets_2_fn_component($$render());
/*Ωignore_startΩ*/type Page__SvelteComponent_ = ReturnType<typeof Page__SvelteComponent_>;
/*Ωignore_endΩ*/export default Page__SvelteComponent_;