///<reference types="svelte" />
;
import type { Format } from '#lib/format/create-format.ts';
import CoverageBar from './CoverageBar.svelte';
import FigureView from './FigureView.svelte';
import Panel from './Panel.svelte';
import { writeAsOf, writeCoverage } from './write-coverage.ts';
import type { PointSummary } from './summarise-points.ts';
;

  type Props = { summary: PointSummary; nowMs: number | null; format: Format; placeOf: (asset: string) => string };;function $$render() {

  
  
  
  
  
  

  const { summary, nowMs, format, placeOf }: Props = $props();
  const { coverage } = $derived(summary);
  const words = $derived(format.words);
;
async () => {

  { const $$_lenaP0C = __sveltets_2_ensureComponent(Panel); new $$_lenaP0C({ target: __sveltets_2_any(), props: {        children:() => { return __sveltets_2_any(0); },"title":words.points.title,"kind":`point`,"coverage":writeCoverage(coverage.reporting, coverage.expected, format),"asOf":writeAsOf(coverage.asOfMs, nowMs, format),}});
   { const $$_weiVerugiF1C = __sveltets_2_ensureComponent(FigureView); new $$_weiVerugiF1C({ target: __sveltets_2_any(), props: {            "size":`large`,"figure":summary.longestWaitS,"label":words.points.longest,"place":summary.longestAt ? placeOf(summary.longestAt) : '',format,"write":format.duration,}});}
   { svelteHTML.createElement("div", { "class":`row`,});
     { const $$_weiVerugiF2C = __sveltets_2_ensureComponent(FigureView); new $$_weiVerugiF2C({ target: __sveltets_2_any(), props: {        "figure":summary.waiting,"label":`${words.points.waiting} · ${format.whole(summary.waitingFrom)} ${words.points.points}`,format,"write":format.whole,}});}
     { const $$_weiVerugiF2C = __sveltets_2_ensureComponent(FigureView); new $$_weiVerugiF2C({ target: __sveltets_2_any(), props: {       "figure":summary.reporting,"label":words.points.reporting,format,"write":format.whole,}});}
   }
   { const $$_raBegarevoC1C = __sveltets_2_ensureComponent(CoverageBar); new $$_raBegarevoC1C({ target: __sveltets_2_any(), props: {  coverage,words,}});}
 Panel}


};
return { props: {} as any as Props, exports: {}, bindings: __sveltets_$$bindings(''), slots: {}, events: {} }}
const PointPanel__SvelteComponent_ = __sveltets_2_fn_component($$render());
/*Ωignore_startΩ*/type PointPanel__SvelteComponent_ = ReturnType<typeof PointPanel__SvelteComponent_>;
/*Ωignore_endΩ*/export default PointPanel__SvelteComponent_;