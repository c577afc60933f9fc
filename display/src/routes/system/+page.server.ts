import { loadCity } from '#lib/server/load-city.ts';
import { resources } from '#lib/server/resources.ts';
import { takeWallToken } from '#lib/server/take-wall-token.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url, cookies }) => {
  await takeWallToken(url, cookies);
  const { name, nameEn, timeZone } = loadCity().view;
  return { language: locals.language, city: { name, nameEn, timeZone }, report: await resources().gatherHealth() };
};
