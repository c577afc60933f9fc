export { default } from "./++Wall.svelte.ts";
export * from "./++Wall.svelte.ts";
