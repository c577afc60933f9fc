import type { KeyCreate } from '#shared/wire/commands.ts';
import type { Form } from './form.ts';

/** The key that a form wishes for. The office judges it; what is not filled in is left to it. */
export function readKeyWish(form: Form): KeyCreate {
  const numbers = (['ratePerS', 'allowanceD', 'validD'] as const).filter((name) => form.text(name) !== '');
  return {
    source: form.text('source'),
    world: form.text('world'),
    kinds: [...form.list('kinds')],
    assets: form
      .text('assets')
      .split(/[\s,;]+/)
      .filter((asset) => asset !== ''),
    ...Object.fromEntries(numbers.map((name) => [name, Number(form.text(name))])),
  };
}
