import { fail } from '@sveltejs/kit';
import type { PackDiff } from '#shared/wire/pack-commands.ts';
import { countRegistry } from '#shared/store/count-registry.ts';
import { listAudit } from '#shared/store/list-audit.ts';
import { civilCalendar } from '#shared/time/civil-day.ts';
import { workbookBytes } from '#lib/admin/body-limits.ts';
import type { PackChecked } from '#lib/admin/pack-checked.ts';
import { carryOut } from '#lib/admin/server/carry-out.ts';
import { checkUpload, readImportWish } from '#lib/admin/server/check-upload.ts';
import { readForm } from '#lib/admin/server/form.ts';
import { findMissing, tell } from '#lib/admin/server/tell.ts';
import { loadCity } from '#lib/server/load-city.ts';
import { resources } from '#lib/server/resources.ts';
import type { Actions, PageServerLoad } from './$types';

const shownImports = 25;
// A connected system is told once, not again as an asset.
const order = [
  ...['units', 'departments', 'offices', 'point', 'branch', 'kiosk', 'robot', 'parking', 'operators', 'hotline'],
  ...['chatbot', 'systems', 'procedures', 'targets', 'calendar'],
];

export const load: PageServerLoad = async () => {
  const { pool } = resources();
  const now = new Date();
  const { timeZone, city } = loadCity().view;
  const day = civilCalendar(timeZone).dayOf(now.getTime());
  const [counts, imports] = await Promise.all([
    countRegistry(pool, { day, at: now }),
    listAudit(pool, { verb: 'pack.import', limit: shownImports }),
  ]);
  return {
    ...{
      counts: counts.sort((a, b) => order.indexOf(a.of) - order.indexOf(b.of)).filter(({ of }) => order.includes(of)),
      day,
      city,
    },
    imports: imports.map(({ seq, at, actor, subject, detail, reason }) => ({
      ...{ seq, at, actor, subject, reason },
      changes: changesIn(detail),
    })),
  };
};

export const actions: Actions = {
  check: async ({ request, locals }) => {
    const { viewer } = locals;
    if (Number(request.headers.get('content-length') ?? 0) > workbookBytes) {
      const checked: PackChecked = { file: '', fault: 'too-large', detail: '' };
      return fail(413, { checked });
    }
    const form = await readForm(request);
    const actor = viewer?.kind === 'account' ? `account:${viewer.name}` : '';
    const checked = await checkUpload(form, actor);
    return 'diff' in checked ? { checked } : fail('problems' in checked ? 400 : 422, { checked });
  },
  import: async (event) => {
    const form = await readForm(event.request);
    const { city } = loadCity().view;
    const about = { verb: 'pack.import', subject: city };
    const missing = findMissing(about, form, city);
    if (missing) return missing;
    const body = readImportWish(form, { upload: form.text('upload'), parts: Number(form.text('parts')) });
    const answer = await carryOut<PackDiff>(event, form, { owner: 'office', verb: 'pack.import', body });
    return tell(about, form, answer);
  },
};

/** How many things an import changed, file by file, as its trail tells. */
function changesIn(detail: Readonly<Record<string, unknown>>): { file: string; count: number }[] {
  const { counts } = detail;
  if (typeof counts !== 'object' || counts === null) return [];
  return Object.entries(counts as Record<string, Record<string, number>>).map(([file, of]) => ({
    file,
    count: Object.values(of).reduce((sum, one) => sum + one, 0),
  }));
}
