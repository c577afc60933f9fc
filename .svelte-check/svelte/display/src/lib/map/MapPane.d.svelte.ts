export { default } from "./++MapPane.svelte.ts";
export * from "./++MapPane.svelte.ts";
