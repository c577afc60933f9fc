export { default } from "./++LinkBanner.svelte.ts";
export * from "./++LinkBanner.svelte.ts";
