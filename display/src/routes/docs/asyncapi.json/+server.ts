import { buildAsyncApi } from '#shared/docs/async-api.ts';
import { docsSetting } from '#lib/server/docs-setting.ts';
import type { RequestHandler } from './$types';

/** The events and the push protocol as AsyncAPI 3. */
export const GET: RequestHandler = async ({ url }) =>
  Response.json(buildAsyncApi(await docsSetting(url.origin, Date.now())));
