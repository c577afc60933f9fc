///<reference types="svelte" />
;
import type { Amount, Format } from '#lib/format/create-format.ts';
import type { Figure } from './figure.ts';
;

  type Props = {
    figure: Figure;
    label: string;
    format: Format;
    write: (value: number) => string | Amount;
    size?: 'large' | 'small';
    /** Where it was measured; before the label. */
    place?: string;
    /** A further line under the label. */
    note?: string;
    /** Old counts look old. */
    faded?: boolean;
    tone?: 'high' | undefined;
  };;function $$render() {

  
  

  const { figure, label, format, write, size = 'small', place, note, faded = false, tone }: Props = $props();

  const amount = $derived.by((): Amount => {
    if (figure.value === null) return { value: '—', unit: '' };
    const written = write(figure.value);
    return typeof written === 'string' ? { value: written, unit: '' } : written;
  });
  const under = $derived(figure.value === null ? format.words.absence[figure.reason] : note);
;
async () => {

 { svelteHTML.createElement("div", {     "class":['figure', size, { faded, absent: figure.value === null }],"role":`group`,"aria-label":label,});
   { svelteHTML.createElement("div", { "class":['value', tone],});
    if(tone === 'high'){ { svelteHTML.createElement("svg", {      "class":`mark`,"viewBox":`0 0 24 24`,"aria-hidden":`true`,}); { svelteHTML.createElement("rect", {          "x":`3`,"y":`3`,"width":`18`,"height":`18`,"rx":`2`,});} }}
    amount.value;if(amount.unit){ { svelteHTML.createElement("span", { "class":`unit`,});amount.unit; }}
   }
   { svelteHTML.createElement("div", { "class":`label`,});
    if(place){ { svelteHTML.createElement("b", {});place; } }label;
   }
  if(under){ { svelteHTML.createElement("div", { "class":`under`,});under; }}
 }


};
return { props: {} as any as Props, exports: {}, bindings: __sveltets_$$bindings(''), slots: {}, events: {} }}
const FigureView__SvelteComponent_ = __sveltets_2_fn_component($$render());
/*Ωignore_startΩ*/type FigureView__SvelteComponent_ = ReturnType<typeof FigureView__SvelteComponent_>;
/*Ωignore_endΩ*/export default FigureView__SvelteComponent_;