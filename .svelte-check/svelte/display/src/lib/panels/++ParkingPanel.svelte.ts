///<reference types="svelte" />
;
import type { Format } from '#lib/format/create-format.ts';
import CoverageBar from './CoverageBar.svelte';
import FigureView from './FigureView.svelte';
import Panel from './Panel.svelte';
import { areCountsOld, writeAsOf, writeCountsAge, writeCoverage } from './write-coverage.ts';
import type { ParkingSummary } from './summarise-parking.ts';
;

  type Props = { summary: ParkingSummary; nowMs: number | null; countsAgeS: number | null; format: Format };;function $$render() {

  
  
  
  
  
  

  const { summary, nowMs, countsAgeS, format }: Props = $props();
  const { coverage } = $derived(summary);
  const words = $derived(format.words);
  const old = $derived(areCountsOld(countsAgeS));
  const percent = (share: number) => ({ value: format.percent(share), unit: '%' });
;
async () => {

  { const $$_lenaP0C = __sveltets_2_ensureComponent(Panel); new $$_lenaP0C({ target: __sveltets_2_any(), props: {         children:() => { return __sveltets_2_any(0); },"title":words.parking.title,"kind":`parking`,"coverage":writeCoverage(coverage.reporting, coverage.expected, format),"asOf":writeCountsAge(countsAgeS, format, writeAsOf(coverage.asOfMs, nowMs, format)),old,}});
   { const $$_weiVerugiF1C = __sveltets_2_ensureComponent(FigureView); new $$_weiVerugiF1C({ target: __sveltets_2_any(), props: {          "size":`large`,"figure":summary.occupancy,"label":`${words.parking.occupancy} · ${format.whole(summary.occupancyFrom)} ${words.parking.sites}`,format,"write":percent,}});}
   { svelteHTML.createElement("div", { "class":`row`,});
     { const $$_weiVerugiF2C = __sveltets_2_ensureComponent(FigureView); new $$_weiVerugiF2C({ target: __sveltets_2_any(), props: {         "figure":summary.cashless,"label":words.parking.cashless,format,"write":percent,"faded":old,}});}
     { const $$_weiVerugiF2C = __sveltets_2_ensureComponent(FigureView); new $$_weiVerugiF2C({ target: __sveltets_2_any(), props: {         "figure":summary.payments,"label":words.parking.payments,format,"write":format.whole,"faded":old,}});}
   }
   { const $$_raBegarevoC1C = __sveltets_2_ensureComponent(CoverageBar); new $$_raBegarevoC1C({ target: __sveltets_2_any(), props: {  coverage,words,}});}
 Panel}


};
return { props: {} as any as Props, exports: {}, bindings: __sveltets_$$bindings(''), slots: {}, events: {} }}
const ParkingPanel__SvelteComponent_ = __sveltets_2_fn_component($$render());
/*Ωignore_startΩ*/type ParkingPanel__SvelteComponent_ = ReturnType<typeof ParkingPanel__SvelteComponent_>;
/*Ωignore_endΩ*/export default ParkingPanel__SvelteComponent_;