import { error } from '@sveltejs/kit';
import { receiptOwner } from '#shared/wire/receipts.ts';
import { readSourceDetail } from '#lib/admin/server/read-source-detail.ts';
import { resources } from '#lib/server/resources.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params }) => {
  const owner = receiptOwner.safeParse(params);
  if (!owner.success) error(404);
  return (await readSourceDetail(resources().pool, owner.data, new Date())) ?? error(404);
};
