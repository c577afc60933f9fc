export { default } from "./++Watermark.svelte.ts";
export * from "./++Watermark.svelte.ts";
