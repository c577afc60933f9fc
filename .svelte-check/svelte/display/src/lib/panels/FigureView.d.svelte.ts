export { default } from "./++FigureView.svelte.ts";
export * from "./++FigureView.svelte.ts";
