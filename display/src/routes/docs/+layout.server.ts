import { acts } from '#shared/access/acts.ts';
import { authorize } from '#shared/access/authorize.ts';
import { sentKinds } from '#shared/docs/event-schema.ts';
import { kindWords } from '#shared/docs/kind-words.ts';
import { firstAdminPage } from '#lib/admin/admin-pages.ts';
import { loadCity } from '#lib/server/load-city.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = ({ locals }) => {
  const { language, viewer } = locals;
  const kinds = sentKinds().map((kind) => ({ kind, name: kindWords[kind]?.name[language] ?? kind }));
  return {
    ...{ language, kinds, timeZone: loadCity().view.timeZone },
    account: viewer?.kind === 'account' ? viewer.name : '',
    admin: firstAdminPage(acts.filter((act) => authorize(viewer, act).allowed)),
  };
};
