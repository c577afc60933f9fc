import { readHour } from '../../admin/read-hour.ts';
import type { Form } from '../../admin/server/form.ts';

type NamedUnit = { readonly code: string; readonly name: string; readonly nameEn: string };

/**
 * What a form by hand asks for. Where it is may be written as a unit's code or name, or as codes of devices, several with
 * commas; or it is a position.
 */
export function toOpening(
  form: Form,
  { world, timeZone, units }: { world: string; timeZone: string; units: readonly NamedUnit[] },
): Record<string, unknown> {
  const where = form
    .text('where')
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
  const found = where.map((part) => units.find((unit) => isNamed(unit, part))?.code ?? part);
  const codes = new Set(units.map(({ code }) => code));
  const [lon, lat] = [Number.parseFloat(form.text('lon')), Number.parseFloat(form.text('lat'))];
  const occurred = form.text('occurredAt');
  const note = form.text('note');
  return {
    ...{ world, title: form.text('title'), priority: form.text('priority'), channel: form.text('channel') },
    units: found.filter((code) => codes.has(code)),
    assets: found.filter((code) => !codes.has(code)),
    ...(Number.isFinite(lon) && Number.isFinite(lat) && { place: { lon, lat } }),
    ...(occurred !== '' && { occurredAt: readHour(occurred, timeZone) }),
    ...{ isExercise: form.text('isExercise') === 'on', take: form.text('take') === 'on' },
    ...(note !== '' && { note }),
  };
}

function isNamed({ code, name, nameEn }: NamedUnit, part: string): boolean {
  const wanted = part.toLowerCase().normalize('NFC');
  return [code, name, nameEn].some((one) => one.toLowerCase().normalize('NFC') === wanted);
}
