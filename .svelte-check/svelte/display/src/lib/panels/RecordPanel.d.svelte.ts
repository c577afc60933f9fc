export { default } from "./++RecordPanel.svelte.ts";
export * from "./++RecordPanel.svelte.ts";
