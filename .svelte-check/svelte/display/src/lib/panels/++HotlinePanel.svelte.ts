///<reference types="svelte" />
;
import type { Format } from '#lib/format/create-format.ts';
import FigureView from './FigureView.svelte';
import Panel from './Panel.svelte';
import { areCountsOld, writeAsOf, writeCountsAge, writeCoverage } from './write-coverage.ts';
import type { HotlineSummary } from './summarise-hotline.ts';
;

  type Props = {
    summary: HotlineSummary;
    nowMs: number | null;
    number: string;
    countsAgeS: number | null;
    format: Format;
  };;function $$render() {

  
  
  
  
  

  const { summary, nowMs, number, countsAgeS, format }: Props = $props();
  const words = $derived(format.words);
  const old = $derived(areCountsOld(countsAgeS));
;
async () => {

  { const $$_lenaP0C = __sveltets_2_ensureComponent(Panel); new $$_lenaP0C({ target: __sveltets_2_any(), props: {         children:() => { return __sveltets_2_any(0); },"title":`${words.hotline.title} ${number}`,"kind":`hotline`,"coverage":writeCoverage(summary.heardToday, summary.expected, format, words.hotline.lines),"asOf":writeCountsAge(countsAgeS, format, writeAsOf(summary.asOfMs, nowMs, format)),old,}});
   { svelteHTML.createElement("div", { "class":`row`,});
     { const $$_weiVerugiF2C = __sveltets_2_ensureComponent(FigureView); new $$_weiVerugiF2C({ target: __sveltets_2_any(), props: {         "size":`large`,"figure":summary.inQueue,"label":words.hotline.inQueue,format,"write":format.whole,}});}
     { const $$_weiVerugiF2C = __sveltets_2_ensureComponent(FigureView); new $$_weiVerugiF2C({ target: __sveltets_2_any(), props: {            "size":`large`,"figure":summary.meanWaitS,"label":words.hotline.meanWait,format,"write":format.duration,"faded":old,}});}
   }
   { svelteHTML.createElement("div", { "class":`row`,});
     { const $$_weiVerugiF2C = __sveltets_2_ensureComponent(FigureView); new $$_weiVerugiF2C({ target: __sveltets_2_any(), props: {         "figure":summary.queued,"label":words.hotline.queued,format,"write":format.whole,"faded":old,}});}
     { const $$_weiVerugiF2C = __sveltets_2_ensureComponent(FigureView); new $$_weiVerugiF2C({ target: __sveltets_2_any(), props: {         "figure":summary.answered,"label":words.hotline.answered,format,"write":format.whole,"faded":old,}});}
     { const $$_weiVerugiF2C = __sveltets_2_ensureComponent(FigureView); new $$_weiVerugiF2C({ target: __sveltets_2_any(), props: {         "figure":summary.abandoned,"label":words.hotline.abandoned,format,"write":format.whole,"faded":old,}});}
   }
 Panel}


};
return { props: {} as any as Props, exports: {}, bindings: __sveltets_$$bindings(''), slots: {}, events: {} }}
const HotlinePanel__SvelteComponent_ = __sveltets_2_fn_component($$render());
/*Ωignore_startΩ*/type HotlinePanel__SvelteComponent_ = ReturnType<typeof HotlinePanel__SvelteComponent_>;
/*Ωignore_endΩ*/export default HotlinePanel__SvelteComponent_;