export { default } from "./++MapLegend.svelte.ts";
export * from "./++MapLegend.svelte.ts";
