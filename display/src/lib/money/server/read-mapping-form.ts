import type { Form } from '../../admin/server/form.ts';

/** How a bank's statements are read, as a form has it; the office judges it. */
export function readMappingForm(form: Form): object {
  const orNone = (name: string): string | null => (form.text(name) === '' ? null : form.text(name));
  const isColumns = form.text('sign') === 'columns';
  return {
    ...{ code: form.text('code'), operator: form.text('operator'), bank: form.text('bank') },
    columns: {
      ...{ date: form.text('date'), text: form.text('text'), number: orNone('number') },
      ...{ amount: isColumns ? null : orNone('amount'), credit: isColumns ? orNone('credit') : null },
      debit: isColumns ? orNone('debit') : null,
    },
    ...{
      dateFormat: form.text('dateFormat'),
      delimiter: form.text('delimiter') === 'tab' ? '\t' : form.text('delimiter'),
    },
    ...{ decimal: form.text('decimal'), sign: form.text('sign'), reference: form.text('reference') },
  };
}
