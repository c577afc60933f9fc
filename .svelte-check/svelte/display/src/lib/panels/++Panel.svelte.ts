///<reference types="svelte" />
;
import type { Snippet } from 'svelte';
import type { AssetKind } from '#shared/events/kind.ts';
import { kindGlyphs } from '#lib/shapes/kind-glyphs.ts';
;

  type Props = { title: string; kind?: AssetKind; coverage?: string; asOf?: string; old?: boolean; children: Snippet };;function $$render() {

  
  
  

  const { title, kind, coverage, asOf, old = false, children }: Props = $props();
;
async () => {

 { svelteHTML.createElement("section", { "aria-label":title,});
   { svelteHTML.createElement("header", {});
    if(kind){ { svelteHTML.createElement("svg", {   "viewBox":`0 0 24 24`,"aria-hidden":`true`,}); { svelteHTML.createElement("path", {    "d":kindGlyphs[kind],"fill-rule":`evenodd`,});} }}
     { svelteHTML.createElement("h2", {});title; }
   }
   { svelteHTML.createElement("div", { "class":`body`,});;__sveltets_2_ensureSnippet(children()); }
   { svelteHTML.createElement("footer", { "class":{ old },});
     { svelteHTML.createElement("span", {});coverage ?? ''; }
     { svelteHTML.createElement("span", {});asOf ?? ''; }
   }
 }


};
return { props: {} as any as Props, exports: {}, bindings: __sveltets_$$bindings(''), slots: {}, events: {} }}
const Panel__SvelteComponent_ = __sveltets_2_fn_component($$render());
/*Ωignore_startΩ*/type Panel__SvelteComponent_ = ReturnType<typeof Panel__SvelteComponent_>;
/*Ωignore_endΩ*/export default Panel__SvelteComponent_;