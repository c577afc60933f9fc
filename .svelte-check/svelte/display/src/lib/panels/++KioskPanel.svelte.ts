///<reference types="svelte" />
;
import type { Format } from '#lib/format/create-format.ts';
import CoverageBar from './CoverageBar.svelte';
import FigureView from './FigureView.svelte';
import Panel from './Panel.svelte';
import { writeAsOf, writeCoverage } from './write-coverage.ts';
import type { KioskSummary } from './summarise-kiosks.ts';
;

  type Props = { summary: KioskSummary; nowMs: number | null; format: Format };;function $$render() {

  
  
  
  
  
  

  const { summary, nowMs, format }: Props = $props();
  const { coverage } = $derived(summary);
  const words = $derived(format.words);
  const maintenance = $derived(
    summary.inMaintenance.value ? `+ ${format.whole(summary.inMaintenance.value)} ${words.kiosks.maintenance}` : '',
  );
  const silent = $derived(
    (['late', 'stale', 'lost', 'unknown'] as const)
      .filter((part) => coverage[part] > 0)
      .map((part) => `${format.whole(coverage[part])} ${words.coverage[part]}`)
      .join(' · '),
  );
;
async () => {

  { const $$_lenaP0C = __sveltets_2_ensureComponent(Panel); new $$_lenaP0C({ target: __sveltets_2_any(), props: {        children:() => { return __sveltets_2_any(0); },"title":words.kiosks.title,"kind":`kiosk`,"coverage":writeCoverage(coverage.reporting, coverage.expected, format),"asOf":writeAsOf(coverage.asOfMs, nowMs, format),}});
   { svelteHTML.createElement("div", { "class":`row`,});
     { const $$_weiVerugiF2C = __sveltets_2_ensureComponent(FigureView); new $$_weiVerugiF2C({ target: __sveltets_2_any(), props: {              "size":`large`,"figure":summary.faulty,"label":words.kiosks.faulty,"note":maintenance,format,"write":format.whole,"tone":(summary.faulty.value ?? 0) > 0 ? 'high' : undefined,}});}
     { const $$_weiVerugiF2C = __sveltets_2_ensureComponent(FigureView); new $$_weiVerugiF2C({ target: __sveltets_2_any(), props: {          "size":`large`,"figure":summary.reporting,"label":words.kiosks.reporting,format,"write":(value: number) => ({ value: format.whole(value), unit: `/ ${format.whole(coverage.expected)}` }),}});}
   }
   { svelteHTML.createElement("div", {});
     { const $$_raBegarevoC2C = __sveltets_2_ensureComponent(CoverageBar); new $$_raBegarevoC2C({ target: __sveltets_2_any(), props: {  coverage,words,}});}
     { svelteHTML.createElement("div", { "class":`silent`,});silent; }
   }
 Panel}


};
return { props: {} as any as Props, exports: {}, bindings: __sveltets_$$bindings(''), slots: {}, events: {} }}
const KioskPanel__SvelteComponent_ = __sveltets_2_fn_component($$render());
/*Ωignore_startΩ*/type KioskPanel__SvelteComponent_ = ReturnType<typeof KioskPanel__SvelteComponent_>;
/*Ωignore_endΩ*/export default KioskPanel__SvelteComponent_;