export { default } from "./++ParkingPanel.svelte.ts";
export * from "./++ParkingPanel.svelte.ts";
