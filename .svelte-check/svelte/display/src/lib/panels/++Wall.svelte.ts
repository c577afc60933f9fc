///<reference types="svelte" />
;
import type { WorldKind } from '#shared/wire/world.ts';
import type { CityView } from '#lib/city/city-view.ts';
import { createFormat } from '#lib/format/create-format.ts';
import MapPane from '#lib/map/MapPane.svelte';
import { WallMap } from '#lib/map/wall-map.ts';
import type { Language } from '#lib/words/language.ts';
import { leaveIfRefused } from '#lib/city/leave-if-refused.ts';
import EventsPanel from './EventsPanel.svelte';
import HotlinePanel from './HotlinePanel.svelte';
import KioskPanel from './KioskPanel.svelte';
import LinkBanner from './LinkBanner.svelte';
import ParkingPanel from './ParkingPanel.svelte';
import PointPanel from './PointPanel.svelte';
import RecordPanel from './RecordPanel.svelte';
import TopStrip from './TopStrip.svelte';
import { WallScreen } from './wall-screen.svelte.ts';
;

  type Props = {
    city: CityView;
    world: string;
    kind: WorldKind;
    feedUrl: string;
    language: Language;
    mapboxToken: string | null;
  };;function $$render() {

  
  
  
  
  
  
  
  
  
  
  
  
  
  
  
  

  const { city, world, kind, feedUrl, language, mapboxToken }: Props = $props();

  // One wall is made for one city, world and language; another is another page.
  // svelte-ignore state_referenced_locally
  const format = createFormat(language, city.timeZone);
  // svelte-ignore state_referenced_locally
  const map = new WallMap(city);
  // svelte-ignore state_referenced_locally
  const screen = new WallScreen(city, (change) => {
    map.apply(change);
  });
  // svelte-ignore state_referenced_locally
  const unitNames = new Map(city.units.map(({ code, name, nameEn }) => [code, language === 'en' ? nameEn : name]));
  // svelte-ignore state_referenced_locally
  const unitOf = new Map(city.assets.map(({ code, unit }) => [code, unit]));
  const unitName = (unit: string): string => unitNames.get(unit) ?? unit;
  const placeOf = (asset: string): string => unitName(unitOf.get(asset) ?? asset);

  $effect(() =>
    screen.follow(feedUrl, () => {
      void leaveIfRefused();
    }),
  );
  const { summary } = $derived(screen);
;
async () => {

 { svelteHTML.createElement("main", {     "class":{ dead: screen.link === 'dead' },...__sveltets_2_empty({"data-testid":`wall`}),...__sveltets_2_empty({"data-link":screen.link}),});
   { const $$_pirtSpoT1C = __sveltets_2_ensureComponent(TopStrip); new $$_pirtSpoT1C({ target: __sveltets_2_any(), props: {            "city":language === 'en' ? city.nameEn : city.name,world,kind,"nowMs":summary?.nowMs ?? null,"speed":screen.speed,"link":screen.link,format,}});}
   { const $$_enaPpaM1C = __sveltets_2_ensureComponent(MapPane); new $$_enaPpaM1C({ target: __sveltets_2_any(), props: {      city,map,language,"words":format.words,mapboxToken,}});}
   { svelteHTML.createElement("div", { "class":`panels`,});
    if(summary){
       { const $$_lenaPksoiK2C = __sveltets_2_ensureComponent(KioskPanel); new $$_lenaPksoiK2C({ target: __sveltets_2_any(), props: {     "nowMs":summary.nowMs,"summary":summary.kiosks,format,}});}
       { const $$_lenaPtnioP2C = __sveltets_2_ensureComponent(PointPanel); new $$_lenaPtnioP2C({ target: __sveltets_2_any(), props: {      "nowMs":summary.nowMs,"summary":summary.points,format,placeOf,}});}
       { const $$_lenaPgnikraP2C = __sveltets_2_ensureComponent(ParkingPanel); new $$_lenaPgnikraP2C({ target: __sveltets_2_any(), props: {       "nowMs":summary.nowMs,"summary":summary.parking,"countsAgeS":summary.countsAgeS,format,}});}
       { const $$_lenaPeniltoH2C = __sveltets_2_ensureComponent(HotlinePanel); new $$_lenaPeniltoH2C({ target: __sveltets_2_any(), props: {          "nowMs":summary.nowMs,"summary":summary.hotline,"number":city.hotlineNumber,"countsAgeS":summary.countsAgeS,format,}});}
       { const $$_lenaPdroceR2C = __sveltets_2_ensureComponent(RecordPanel); new $$_lenaPdroceR2C({ target: __sveltets_2_any(), props: {     "summary":summary.records,"countsAgeS":summary.countsAgeS,format,}});}
       { const $$_lenaPstnevE2C = __sveltets_2_ensureComponent(EventsPanel); new $$_lenaPstnevE2C({ target: __sveltets_2_any(), props: {    "recent":screen.recent,format,unitName,}});}
    }
   }
 }
 { const $$_rennaBkniL0C = __sveltets_2_ensureComponent(LinkBanner); new $$_rennaBkniL0C({ target: __sveltets_2_any(), props: {     "link":screen.link,"heardMs":screen.heardMs,format,}});}


};
return { props: {} as any as Props, exports: {}, bindings: __sveltets_$$bindings(''), slots: {}, events: {} }}
const Wall__SvelteComponent_ = __sveltets_2_fn_component($$render());
/*Ωignore_startΩ*/type Wall__SvelteComponent_ = ReturnType<typeof Wall__SvelteComponent_>;
/*Ωignore_endΩ*/export default Wall__SvelteComponent_;