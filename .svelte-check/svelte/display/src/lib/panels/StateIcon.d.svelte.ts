export { default } from "./++StateIcon.svelte.ts";
export * from "./++StateIcon.svelte.ts";
