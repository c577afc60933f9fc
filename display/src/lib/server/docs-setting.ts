import type { AssetKind } from '#shared/events/kind.ts';
import { trySource } from '#shared/access/try-key.ts';
import type { DocumentSetting } from '#shared/docs/open-api.ts';
import { en } from '../words/en.ts';
import { vi } from '../words/vi.ts';
import { readCityView } from './read-city-view.ts';
import { resources } from './resources.ts';

/** Of which door, city and moment the documents and examples speak; assets are the city's own, so that they run. */
export async function docsSetting(origin: string, nowMs: number): Promise<DocumentSetting> {
  const { name, nameEn, assets, chatbot, systems } = (await readCityView()).view;
  const first: Partial<Record<AssetKind, string>> = {};
  for (const { kind, code } of assets) first[kind] ??= code;
  if (chatbot !== null) first.chatbot = chatbot;
  if (systems[0]) first.system = systems[0].code;
  return {
    ...{ origin, nowMs, assets: first, source: trySource, city: { vi: name, en: nameEn } },
    mqttUrl: resources().config.MQTT_URL,
    nameOf: (type) => ({ vi: nameIn(vi.event, type), en: nameIn(en.event, type) }),
  };
}

function nameIn(words: Readonly<Record<string, string>>, type: string): string {
  return words[type] ?? type;
}
