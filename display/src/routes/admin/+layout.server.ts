import { acts } from '#shared/access/acts.ts';
import { authorize, type Subject } from '#shared/access/authorize.ts';
import { randomUUID } from 'node:crypto';
import { loadCity } from '#lib/server/load-city.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = ({ locals, url }) => {
  const { language, viewer } = locals;
  const { timeZone } = loadCity().view;
  const subject = viewer as Subject | null;
  return {
    // With another address, or after an act, the nonce and the moment are new.
    address: url.href,
    ...{ language, timeZone, at: new Date().toISOString(), nonce: randomUUID() },
    account: viewer?.kind === 'account' ? viewer.name : '',
    may: acts.filter((act) => authorize(subject, act).allowed),
  };
};
