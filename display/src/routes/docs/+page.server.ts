import { exampleEvent } from '#shared/docs/example-event.ts';
import { mqttScripts } from '#shared/docs/mqtt-scripts.ts';
import { sendScripts } from '#shared/docs/send-scripts.ts';
import { docsSetting } from '#lib/server/docs-setting.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ url }) => {
  const setting = await docsSetting(url.origin, Date.now());
  const event = exampleEvent('kiosk.heartbeat', setting);
  const { mqttUrl } = setting;
  return {
    scripts: sendScripts({ origin: url.origin, event }),
    mqtt: mqttUrl === undefined ? null : { url: mqttUrl, scripts: mqttScripts({ url: mqttUrl, event }) },
  };
};
