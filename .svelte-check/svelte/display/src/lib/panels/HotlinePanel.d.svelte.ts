export { default } from "./++HotlinePanel.svelte.ts";
export * from "./++HotlinePanel.svelte.ts";
