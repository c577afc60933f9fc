///<reference types="svelte" />
;
import type { WorldKind } from '#shared/wire/world.ts';
import type { LinkState } from '#lib/feed/link-state.ts';
import type { Format } from '#lib/format/create-format.ts';
;

  type Props = {
    city: string;
    world: string;
    kind: WorldKind;
    nowMs: number | null;
    speed: number;
    link: LinkState;
    format: Format;
  };;function $$render() {

  
  
  

  const { city, world, kind, nowMs, speed, link, format }: Props = $props();
  const words = $derived(format.words);
  // Seconds of a clock that runs many times too fast are a flicker, not a figure.
  const readableSpeed = 5;
  const clock = $derived.by(() => {
    if (nowMs === null) return '—';
    return speed > readableSpeed ? format.minute(nowMs) : format.time(nowMs);
  });
;
async () => {

 { svelteHTML.createElement("header", {});
   { svelteHTML.createElement("div", { "class":`city`,}); { svelteHTML.createElement("strong", {});city; } { svelteHTML.createElement("span", {});words.product; } }
   { svelteHTML.createElement("div", { "class":`clock`,});
    if(nowMs === null){
       { svelteHTML.createElement("span", { "class":`none`,});words.clock.none; }
    }else{
       { svelteHTML.createElement("span", { "class":`date`,});format.date(nowMs); }
    }
     { svelteHTML.createElement("time", {});clock; }
   }
   { svelteHTML.createElement("div", { "class":`world`,});
    if(kind !== 'live'){ { svelteHTML.createElement("span", { "class":`chip`,});words.world[kind];  world.slice(world.indexOf(':') + 1); }}
    if(nowMs !== null && speed !== 1){ { svelteHTML.createElement("span", {  "class":`speed`,});speed === 0 ? words.clock.standing : `×${format.whole(speed)}`; }}
   }
   { svelteHTML.createElement("div", {   "class":['link', link],"role":`status`,});
     { svelteHTML.createElement("svg", {   "viewBox":`0 0 24 24`,"aria-hidden":`true`,});
      if(link === 'live'){ { svelteHTML.createElement("circle", {      "cx":`12`,"cy":`12`,"r":`7`,});}} else if (link === 'dead'){ { svelteHTML.createElement("path", {   "d":`M4 4 20 20M20 4 4 20`,});}}else{ { svelteHTML.createElement("circle", {        "class":`hollow`,"cx":`12`,"cy":`12`,"r":`8`,});}}
     }
    words.link[link];
   }
 }


};
return { props: {} as any as Props, exports: {}, bindings: __sveltets_$$bindings(''), slots: {}, events: {} }}
const TopStrip__SvelteComponent_ = __sveltets_2_fn_component($$render());
/*Ωignore_startΩ*/type TopStrip__SvelteComponent_ = ReturnType<typeof TopStrip__SvelteComponent_>;
/*Ωignore_endΩ*/export default TopStrip__SvelteComponent_;