///<reference types="svelte" />
;
import type { RecentEvent } from '#shared/wire/push.ts';
import type { Format } from '#lib/format/create-format.ts';
import Panel from './Panel.svelte';
;

  type Props = { recent: readonly RecentEvent[]; format: Format; unitName: (unit: string) => string };;function $$render() {

  
  
  

  const { recent, format, unitName }: Props = $props();

  const shown = 9;
  // An event has no name of its own here: its place in the list and what it says are its key.
  const lines = $derived(
    recent.slice(0, shown).map(({ type, time, asset, unit }, index) => ({
      key: `${String(index)} ${type} ${time} ${asset}`,
      at: format.time(Date.parse(time)),
      what: (format.words.event as Partial<Record<string, string>>)[type] ?? type,
      where: unitName(unit),
    })),
  );
;
async () => {

 { const $$_lenaP0C = __sveltets_2_ensureComponent(Panel); new $$_lenaP0C({ target: __sveltets_2_any(), props: { children:() => { return __sveltets_2_any(0); },"title":format.words.events.title,}});
   { svelteHTML.createElement("ol", {});
       for(let { key, at, what, where } of __sveltets_2_ensureArray(lines)){key;
       { svelteHTML.createElement("li", {}); { svelteHTML.createElement("time", {});at; } { svelteHTML.createElement("span", {});where; } { svelteHTML.createElement("span", { "class":`what`,});what; } }
    }
       { svelteHTML.createElement("li", { "class":`none`,});format.words.events.none; }
    
   }
 Panel}


};
return { props: {} as any as Props, exports: {}, bindings: __sveltets_$$bindings(''), slots: {}, events: {} }}
const EventsPanel__SvelteComponent_ = __sveltets_2_fn_component($$render());
/*Ωignore_startΩ*/type EventsPanel__SvelteComponent_ = ReturnType<typeof EventsPanel__SvelteComponent_>;
/*Ωignore_endΩ*/export default EventsPanel__SvelteComponent_;