import type { Form } from '#lib/admin/server/form.ts';

/** What the form of a contact asks for; an empty field takes away what was there. */
export function readContactWish(form: Form): Record<string, unknown> {
  const orNull = (name: string): string | null => (form.text(name) === '' ? null : form.text(name));
  const text = (name: string): string | undefined => (form.text(name) === '' ? undefined : form.text(name));
  return {
    ...{ id: form.text('id'), expectedVersion: Number(form.text('version') || '0') },
    ...{ office: orNull('office'), account: orNull('account'), nameVi: text('nameVi'), nameEn: text('nameEn') },
    ...{ phone: orNull('phone'), email: orNull('email'), deputy: orNull('deputy') },
    ...{ hours: orNull('hours'), quiet: orNull('quiet'), drills: form.text('drills') === 'yes' },
    channels: [...form.list('channels')],
  };
}
