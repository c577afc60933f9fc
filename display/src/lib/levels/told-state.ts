import type { AssetView } from '#shared/wire/push.ts';

/** What is known of an asset now, without what names one person's errand. */
export type ToldState = {
  readonly fields: readonly { readonly name: string; readonly text: string; readonly timeMs: number }[];
  readonly open: readonly { readonly sort: string; readonly count: number; readonly sinceMs: number | null }[];
};

/** Values last known, and how many items are open since when: keys of tickets, calls and stays stay behind. */
export function toldState(view: AssetView): ToldState {
  return {
    fields: Object.entries(view.fields).map(([name, { value, time }]) => ({
      name,
      text: Object.entries(value)
        .flatMap(([key, each]) => (each === null ? [] : [`${key}: ${String(each)}`]))
        .join(' · '),
      timeMs: Date.parse(time),
    })),
    open: Object.entries(view.open).map(([sort, { count, items }]) => ({
      ...{ sort, count },
      sinceMs: items[0] ? Date.parse(items[0].since) : null,
    })),
  };
}
