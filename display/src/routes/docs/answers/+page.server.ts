import type { PageServerLoad } from './$types';

const queries = ['', '?from=2026-11-01&to=2026-11-23', '?id=k001-000001&id=k001-000002'];

export const load: PageServerLoad = ({ url }) => ({
  asking: queries
    .map((query) => `curl "${url.origin}/v1/receipts${query}" -H "Authorization: Bearer $VONGLAU_TOKEN"`)
    .join('\n'),
});
