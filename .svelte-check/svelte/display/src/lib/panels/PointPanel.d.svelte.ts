export { default } from "./++PointPanel.svelte.ts";
export * from "./++PointPanel.svelte.ts";
