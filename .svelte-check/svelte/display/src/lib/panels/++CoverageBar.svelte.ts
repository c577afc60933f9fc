///<reference types="svelte" />
;
import type { Words } from '#lib/words/words.ts';
import type { Coverage } from './coverage.ts';
;

  type Props = { coverage: Coverage; words: Words };;function $$render() {

  
  

  const { coverage, words }: Props = $props();

  const parts = ['fresh', 'late', 'stale', 'lost', 'unknown'] as const;
  const segments = $derived.by(() => {
    let from = 0;
    return parts.map((part) => {
      const width = coverage.expected > 0 ? (coverage[part] / coverage.expected) * 100 : 0;
      from += width;
      return { part, x: from - width, width };
    });
  });
  const spoken = $derived(parts.map((part) => `${String(coverage[part])} ${words.coverage[part]}`).join(', '));
;
async () => {

 { svelteHTML.createElement("svg", {       "viewBox":`0 0 100 4`,"preserveAspectRatio":`none`,"role":`img`,"aria-label":spoken,});
     for(let { part, x, width } of __sveltets_2_ensureArray(segments)){part;
    if(width > 0){ { svelteHTML.createElement("rect", {        "class":part,x,"y":`0`,width,"height":`4`,});}}
  }
 }


};
return { props: {} as any as Props, exports: {}, bindings: __sveltets_$$bindings(''), slots: {}, events: {} }}
const CoverageBar__SvelteComponent_ = __sveltets_2_fn_component($$render());
/*Ωignore_startΩ*/type CoverageBar__SvelteComponent_ = ReturnType<typeof CoverageBar__SvelteComponent_>;
/*Ωignore_endΩ*/export default CoverageBar__SvelteComponent_;