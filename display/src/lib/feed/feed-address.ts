import type { PushTopic } from '#shared/wire/push.ts';

type Asked = { readonly hz: number; readonly topics: readonly PushTopic[] };

/** Where a page of this origin follows a world: so many updates a second at most, of these topics. */
export function feedAddress(world: string, { hz, topics }: Asked): string {
  const query = new URLSearchParams({ world, hz: String(hz), topics: topics.join(',') });
  return `${window.location.origin.replace(/^http/, 'ws')}/live?${query.toString()}`;
}
