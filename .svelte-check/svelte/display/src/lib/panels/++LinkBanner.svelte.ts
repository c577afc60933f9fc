///<reference types="svelte" />
;
import type { LinkState } from '#lib/feed/link-state.ts';
import type { Format } from '#lib/format/create-format.ts';
;

  type Props = { link: LinkState; heardMs: number | null; format: Format };;function $$render() {

  
  

  const { link, heardMs, format }: Props = $props();
  const words = $derived(format.words.link);
  const since = $derived(heardMs === null ? words.noData : `${words.dataFrom} ${format.time(heardMs)}`);
;
async () => {

if(link === 'overdue' || link === 'dead'){
   { svelteHTML.createElement("div", {     "class":`banner`,"role":`alert`,...__sveltets_2_empty({"data-testid":`link-banner`}),});
     { svelteHTML.createElement("strong", {});link === 'dead' ? words.deadBanner : words.overdueBanner; }  since;  words.retrying;
   }
}


};
return { props: {} as any as Props, exports: {}, bindings: __sveltets_$$bindings(''), slots: {}, events: {} }}
const LinkBanner__SvelteComponent_ = __sveltets_2_fn_component($$render());
/*Ωignore_startΩ*/type LinkBanner__SvelteComponent_ = ReturnType<typeof LinkBanner__SvelteComponent_>;
/*Ωignore_endΩ*/export default LinkBanner__SvelteComponent_;