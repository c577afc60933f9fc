export { default } from "./++EventsPanel.svelte.ts";
export * from "./++EventsPanel.svelte.ts";
