///<reference types="svelte" />
;
import type { Format } from '#lib/format/create-format.ts';
import FigureView from './FigureView.svelte';
import Panel from './Panel.svelte';
import { areCountsOld, writeCountsAge, writeCoverage } from './write-coverage.ts';
import type { Figure } from './figure.ts';
import type { RecordSummary } from './summarise-records.ts';
;

  type Props = { summary: RecordSummary; countsAgeS: number | null; format: Format };;function $$render() {

  
  
  
  
  
  

  const { summary, countsAgeS, format }: Props = $props();
  const words = $derived(format.words);
  const old = $derived(areCountsOld(countsAgeS));
  const most = $derived(
    Math.max(
      1,
      ...summary.byChannel.flatMap(({ submitted, completed }) => [submitted.value ?? 0, completed.value ?? 0]),
    ),
  );
  const write = (figure: Figure) => (figure.value === null ? '—' : format.whole(figure.value));
;
async () => {

  { const $$_lenaP0C = __sveltets_2_ensureComponent(Panel); new $$_lenaP0C({ target: __sveltets_2_any(), props: {       children:() => { return __sveltets_2_any(0); },"title":words.records.title,"coverage":writeCoverage(summary.heardToday, summary.expected, format, words.records.points),"asOf":writeCountsAge(countsAgeS, format, ''),old,}});
   { svelteHTML.createElement("div", { "class":`row`,});
     { const $$_weiVerugiF2C = __sveltets_2_ensureComponent(FigureView); new $$_weiVerugiF2C({ target: __sveltets_2_any(), props: {            "size":`large`,"figure":summary.submitted,"label":words.records.submitted,format,"write":format.whole,"faded":old,}});}
     { const $$_weiVerugiF2C = __sveltets_2_ensureComponent(FigureView); new $$_weiVerugiF2C({ target: __sveltets_2_any(), props: {            "size":`large`,"figure":summary.completed,"label":words.records.completed,format,"write":format.whole,"faded":old,}});}
   }
   { svelteHTML.createElement("table", {});
     { svelteHTML.createElement("thead", {});
       { svelteHTML.createElement("tr", {});
         { svelteHTML.createElement("td", { "colspan":2,}); }
         { svelteHTML.createElement("th", { "scope":`col`,});words.records.submittedShort; }
         { svelteHTML.createElement("th", {   "scope":`col`,"class":`done`,});words.records.completedShort; }
       }
     }
     { svelteHTML.createElement("tbody", {});
         for(let { channel, submitted, completed } of __sveltets_2_ensureArray(summary.byChannel)){channel;
         { svelteHTML.createElement("tr", {});
           { svelteHTML.createElement("th", { "scope":`row`,});words.records.channel[channel]; }
           { svelteHTML.createElement("td", { "class":`bar`,});
             { svelteHTML.createElement("svg", {     "viewBox":`0 0 100 10`,"preserveAspectRatio":`none`,"aria-hidden":`true`,});
               { svelteHTML.createElement("rect", {    "width":((submitted.value ?? 0) / most) * 100,"height":`4.5`,});}
               { svelteHTML.createElement("rect", {        "class":`done`,"y":`5.5`,"width":((completed.value ?? 0) / most) * 100,"height":`4.5`,});}
             }
           }
           { svelteHTML.createElement("td", {});write(submitted); }
           { svelteHTML.createElement("td", { "class":`done`,});write(completed); }
         }
      }
     }
   }
 Panel}


};
return { props: {} as any as Props, exports: {}, bindings: __sveltets_$$bindings(''), slots: {}, events: {} }}
const RecordPanel__SvelteComponent_ = __sveltets_2_fn_component($$render());
/*Ωignore_startΩ*/type RecordPanel__SvelteComponent_ = ReturnType<typeof RecordPanel__SvelteComponent_>;
/*Ωignore_endΩ*/export default RecordPanel__SvelteComponent_;