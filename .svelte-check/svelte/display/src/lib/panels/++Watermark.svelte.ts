///<reference types="svelte" />
;
import type { WorldKind } from '#shared/wire/world.ts';
import type { Words } from '#lib/words/words.ts';

;type $$ComponentProps =  { kind: WorldKind; words: Words };function $$render() {

  
  

  const { kind, words }:/*Ωignore_startΩ*/$$ComponentProps/*Ωignore_endΩ*/ = $props();
  const id = $props.id();
;
async () => {


if(kind !== 'live'){
   { svelteHTML.createElement("svg", {             "class":`watermark`,"viewBox":`0 0 1920 1080`,"preserveAspectRatio":`xMidYMid slice`,...__sveltets_2_empty({"data-testid":`watermark`}),"role":`img`,"aria-label":words.world[kind],});
     { svelteHTML.createElement("defs", {});
       { svelteHTML.createElement("pattern", {         "id":`${id}-mark`,"width":`560`,"height":`300`,"patternUnits":`userSpaceOnUse`,"patternTransform":`rotate(-24)`,});
         { svelteHTML.createElement("text", {   "x":`20`,"y":`110`,});words.world[kind]; }
         { svelteHTML.createElement("text", {   "x":`300`,"y":`260`,});words.world[kind]; }
       }
     }
     { svelteHTML.createElement("rect", {          "x":`-1920`,"y":`-1080`,"width":`5760`,"height":`3240`,"fill":`url(#${id}-mark)`,});}
   }
}


};
return { props: {} as any as $$ComponentProps, exports: {}, bindings: __sveltets_$$bindings(''), slots: {}, events: {} }}
const Watermark__SvelteComponent_ = __sveltets_2_fn_component($$render());
/*Ωignore_startΩ*/type Watermark__SvelteComponent_ = ReturnType<typeof Watermark__SvelteComponent_>;
/*Ωignore_endΩ*/export default Watermark__SvelteComponent_;