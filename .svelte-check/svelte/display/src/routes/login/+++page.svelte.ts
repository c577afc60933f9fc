///<reference types="svelte" />
;
import { wordsOf } from '#lib/words/words.ts';
import type { PageProps } from './$types';
function $$render() {

  
  

  const { data, form }: PageProps = $props();
  const words = $derived(wordsOf(data.language));
;
async () => {

 { svelteHTML.createElement("svelte:head", {}); { svelteHTML.createElement("title", {});words.login.title;  words.product; } }

 { svelteHTML.createElement("main", {});
   { svelteHTML.createElement("h1", {});words.product; }
   { svelteHTML.createElement("p", { "class":`tagline`,});words.tagline; }
   { svelteHTML.createElement("form", { "method":`POST`,});
     { svelteHTML.createElement("label", {});
      words.login.account;
       { svelteHTML.createElement("input", {            "name":`account`,"autocomplete":`username`,"autocapitalize":`none`,"spellcheck":`false`,"required":true,"value":form?.account ?? '',});}
     }
     { svelteHTML.createElement("label", {});
      words.login.password;
        { svelteHTML.createElement("input", {      "name":`password`,"type":`password`,"autocomplete":`current-password`,"required":true,});}
     }
    if(form){
       { svelteHTML.createElement("p", { "role":`alert`,});
        form.fault === 'wait' ? `${words.login.wait} ${String(form.waitS)} ${words.unit.s}.` : words.login.wrong;
       }
    }
     { svelteHTML.createElement("button", {});words.login.submit; }
   }
 }


};
return { props: {} as any as PageProps, exports: {}, bindings: __sveltets_$$bindings(''), slots: {}, events: {} }}
const Page__SvelteComponent_ = __sveltets_2_fn_component($$render());
/*Ωignore_startΩ*/type Page__SvelteComponent_ = ReturnType<typeof Page__SvelteComponent_>;
/*Ωignore_endΩ*/export default Page__SvelteComponent_;