export { default } from "./++KioskPanel.svelte.ts";
export * from "./++KioskPanel.svelte.ts";
