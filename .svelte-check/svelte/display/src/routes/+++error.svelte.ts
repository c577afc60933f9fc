///<reference types="svelte" />
;
import { resolve } from '$app/paths';
import { page } from '$app/state';
import { languageOf } from '#lib/words/language.ts';
import { wordsOf } from '#lib/words/words.ts';
function $$render() {

  
  
  
  

  const words = $derived(wordsOf(languageOf(page.url.searchParams.get('lang'))));
  const says = $derived.by(() => {
    if (page.status === 404) return words.error.notFound;
    if (page.error?.message === 'wall-token') return words.error.wallToken;
    return page.error?.message === 'world' ? words.error.world : words.error.other;
  });

  // A wall has nobody to press a button: it tries again by itself.
  const retryEveryS = 15;
  const retries = $derived(page.url.pathname.startsWith('/wall') && page.status !== 404);
  let leftS = $state(retryEveryS);

  $effect(() => {
    if (!retries) return;
    const timer = setInterval(() => {
      leftS -= 1;
      if (leftS <= 0) window.location.reload();
    }, 1_000);
    return () => {
      clearInterval(timer);
    };
  });
;
async () => {

 { svelteHTML.createElement("svelte:head", {}); { svelteHTML.createElement("title", {});words.error.title;  words.product; } }

 { svelteHTML.createElement("main", {});
   { svelteHTML.createElement("p", { "class":`status`,});page.status; }
   { svelteHTML.createElement("h1", {});words.error.title; }
   { svelteHTML.createElement("p", {});says; }
  if(retries){
     { svelteHTML.createElement("p", { "class":`quiet`,});words.error.retry; Math.max(0, leftS); words.unit.s; }
  }else{
     { svelteHTML.createElement("p", {}); { svelteHTML.createElement("a", { "href":resolve('/wall'),});words.error.home; } }
  }
 }


};
return { props: {} as Record<string, never>, exports: {}, bindings: __sveltets_$$bindings(''), slots: {}, events: {} }}
const Error__SvelteComponent_ = __sveltets_2_fn_component($$render());
/*Ωignore_startΩ*/type Error__SvelteComponent_ = ReturnType<typeof Error__SvelteComponent_>;
/*Ωignore_endΩ*/export default Error__SvelteComponent_;