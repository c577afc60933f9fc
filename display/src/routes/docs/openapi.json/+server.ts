import { buildOpenApi } from '#shared/docs/open-api.ts';
import { docsSetting } from '#lib/server/docs-setting.ts';
import type { RequestHandler } from './$types';

/** The door as OpenAPI 3.1. */
export const GET: RequestHandler = async ({ url }) =>
  Response.json(buildOpenApi(await docsSetting(url.origin, Date.now())));
