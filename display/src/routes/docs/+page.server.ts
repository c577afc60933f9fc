import { exampleEvent } from '#shared/docs/example-event.ts';
import { sendScripts } from '#shared/docs/send-scripts.ts';
import { docsSetting } from '#lib/server/docs-setting.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ url }) => {
  const setting = await docsSetting(url.origin, Date.now());
  return { scripts: sendScripts({ origin: url.origin, event: exampleEvent('kiosk.heartbeat', setting) }) };
};
