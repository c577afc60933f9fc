import { redirect } from '@sveltejs/kit';
import { resolve } from '$app/paths';
import type { RequestHandler } from './$types';

/** The summary of an incident, by the address that the list of incidents makes one expect. */
export const GET: RequestHandler = ({ params, url }) =>
  redirect(308, `${resolve('/incident/[id]/brief', { id: params.id })}${url.search}`);
