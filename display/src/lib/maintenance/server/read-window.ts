import { assetKinds } from '#shared/events/kind.ts';
import type { MaintenanceScope } from '#shared/wire/alert-commands.ts';
import { readHour } from '../../admin/read-hour.ts';
import type { Form } from '../../admin/server/form.ts';
import type { CityView } from '../../city/city-view.ts';
import { weeklyHours } from '../weekly-hours.ts';

type Asked = {
  readonly world: string;
  readonly timeZone: string;
  readonly city: Pick<CityView, 'units' | 'assets' | 'systems'>;
};

/**
 * What a form asks for: the body of `maintenance.set`, or what is wrong with it. Names are looked up: a window over a unit
 * that there is not would silence nothing and look as if it did. Nothing filled in is the whole city only where that was said.
 */
export function readWindow(form: Form, { world, timeZone, city }: Asked): { body: object } | { fault: string } {
  const units = splitList(form.text('units')).map((part) => [part, findUnit(city.units, part)] as const);
  const known = new Set([...city.assets, ...city.systems].map(({ code }) => code));
  const assets = splitList(form.text('assets')).map((code) => [code, known.has(code) ? code : undefined] as const);
  const unknown = [...units, ...assets].filter(([, code]) => code === undefined).map(([part]) => part);
  if (unknown.length > 0) return { fault: `the registry has no ${unknown.join(', ')}` };
  const kinds = assetKinds.filter((kind) => form.list('kinds').includes(kind));
  const scope: MaintenanceScope = {
    ...(units.length > 0 && { units: units.flatMap(([, code]) => code ?? []) }),
    ...(kinds.length > 0 && { kinds }),
    ...(assets.length > 0 && { assets: assets.flatMap(([, code]) => code ?? []) }),
  };
  const isWhole = form.text('wholeCity') === 'on';
  if (isWhole === Object.keys(scope).length > 0) {
    return { fault: 'scope: name units, kinds or assets, or else say that it is the whole city' };
  }
  const days = form.list('days').map(Number);
  const weekly = weeklyHours(days, form.text('dayFrom'), form.text('dayTo'));
  if (weekly === undefined) return { fault: 'weekly: say from which time to which' };
  return {
    body: {
      ...{ world, scope, reason: form.text('reason') },
      ...{ from: readHour(form.text('from'), timeZone), to: readHour(form.text('to'), timeZone) },
      ...(weekly !== '' && { weekly }),
    },
  };
}

function findUnit(units: CityView['units'], part: string): string | undefined {
  const wanted = plain(part);
  return units.find(({ code, name, nameEn }) => [code, name, nameEn].some((one) => plain(one) === wanted))?.code;
}

function plain(text: string): string {
  return text.toLowerCase().normalize('NFC');
}

function splitList(text: string): string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
