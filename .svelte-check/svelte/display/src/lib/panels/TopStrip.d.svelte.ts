export { default } from "./++TopStrip.svelte.ts";
export * from "./++TopStrip.svelte.ts";
