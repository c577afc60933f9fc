import { z } from 'zod';
import { readEnv, serviceEnv } from '#shared/service/env.ts';
import { worldName } from '#shared/wire/world.ts';
import { healthUrls } from './health-urls.ts';

const port = z.coerce.number().int().min(0).max(65_535);

const displayEnv = serviceEnv.extend({
  /** 0: any free port. */
  DISPLAY_PORT: port,
  DISPLAY_HOST: z.string().min(1).default('127.0.0.1'),
  INGEST_PORT: port,
  LIVE_PORT: port,
  /** What people type, as https://vonglau.example; unset: only loopback names are answered. */
  PUBLIC_ORIGIN: z
    .url()
    .transform((url) => new URL(url).origin)
    .optional(),
  /** The world a wall shows unless asked for another. */
  WALL_WORLD: worldName.default('live'),
  /** The wall's geometry, from which its text size follows: panel width in mm and the farthest viewer in m. */
  WALL_PANEL_WIDTH_MM: z.coerce.number().min(100).max(50_000).default(2_170),
  WALL_MAX_VIEW_M: z.coerce.number().min(0.3).max(50).default(3),
  /** The city's folder; by default its place among the localities of the project. */
  VONGLAU_PACK: z.string().min(1).optional(),
  /** A GeoJSON or TopoJSON file of official boundaries, feature id = unit code. */
  BOUNDARY_FILE: z.string().min(1).optional(),
  /** With a token the map is drawn by mapbox-gl; without, by MapLibre. */
  MAPBOX_TOKEN: z.string().min(1).optional(),
  /** Where the processes tell how they are, for `/system`: name=address, separated by commas. */
  HEALTH_URLS: healthUrls,
  /** Where devices connect by MQTT, as their makers are told: mqtts://mqtt.example:8883; unset: the pages do not speak of it. */
  MQTT_URL: z.url({ protocol: /^mqtts?$/ }).optional(),
  /** Called each minute while the whole path is well; whoever listens there raises the alarm when it is not. */
  WATCHDOG_URL: z.url().optional(),
});
export type DisplayConfig = z.output<typeof displayEnv>;

/** What this process is told; throws naming every variable that does not fit. */
export function readDisplayConfig(env: NodeJS.ProcessEnv): DisplayConfig {
  return readEnv(displayEnv, env);
}
