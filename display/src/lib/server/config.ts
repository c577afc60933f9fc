import { z } from 'zod';
import { readEnv, serviceEnv } from '#shared/service/env.ts';
import { printerEnv } from '#shared/service/print-pdf.ts';
import { worldName } from '#shared/wire/world.ts';
import { healthUrls } from './health-urls.ts';
import { groupRights } from './sign-in/group-rights.ts';

const port = z.coerce.number().int().min(0).max(65_535);

const displayEnv = serviceEnv.extend({
  ...printerEnv,
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
  /** In place of what is set for the wall: its picture's width in mm and the farthest viewer in m. */
  WALL_PANEL_WIDTH_MM: z.coerce.number().min(100).max(50_000).optional(),
  WALL_MAX_VIEW_M: z.coerce.number().min(0.3).max(50).optional(),
  /** The city's folder; by default its place among the localities of the project. */
  VONGLAU_PACK: z.string().min(1).optional(),
  /** A GeoJSON or TopoJSON file of official boundaries, feature id = unit code. */
  BOUNDARY_FILE: z.string().min(1).optional(),
  /** A GeoJSON file of rivers and lakes. */
  WATER_FILE: z.string().min(1).optional(),
  /** With a token the map is drawn by mapbox-gl; without, by MapLibre. */
  MAPBOX_TOKEN: z.string().min(1).optional(),
  /** Where the processes tell how they are, for `/system`: name=address, separated by commas. */
  HEALTH_URLS: healthUrls,
  /** Where devices connect by MQTT, as their makers are told: mqtts://mqtt.example:8883; unset: the pages do not speak of it. */
  MQTT_URL: z.url({ protocol: /^mqtts?$/ }).optional(),
  /** Called each minute while the whole path is well; whoever listens there raises the alarm when it is not. */
  WATCHDOG_URL: z.url().optional(),
  /** The login of the city's own accounts, as https://login.example.vn; unset: passwords only. */
  OIDC_ISSUER: z.url().optional(),
  OIDC_CLIENT_ID: z.string().min(1).optional(),
  /** A file with the client's secret; unset: a public client. */
  OIDC_CLIENT_SECRET_FILE: z.string().min(1).optional(),
  /** What each group of the city's accounts may do here: group=role,group=unit:CODE. Who is in none gets not in. */
  OIDC_ROLES: groupRights,
  OIDC_SCOPE: z.string().min(1).default('openid profile'),
  OIDC_GROUPS_CLAIM: z.string().min(1).default('groups'),
  OIDC_NAME_CLAIM: z.string().min(1).default('preferred_username'),
});

const checkedEnv = displayEnv.superRefine(({ OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_ROLES }, context) => {
  if (OIDC_ISSUER === undefined) return;
  const tell = (name: string, message: string): void => {
    context.addIssue({ code: 'custom', path: [name], message });
  };
  const { protocol, hostname } = new URL(OIDC_ISSUER);
  const isSafe = protocol === 'https:' || ['127.0.0.1', 'localhost', '[::1]'].includes(hostname);
  if (!isSafe) tell('OIDC_ISSUER', 'must be https');
  if (OIDC_CLIENT_ID === undefined) tell('OIDC_CLIENT_ID', 'is needed with OIDC_ISSUER');
  if (OIDC_ROLES.length === 0) tell('OIDC_ROLES', 'is needed with OIDC_ISSUER: without it nobody gets in');
});
export type DisplayConfig = z.output<typeof displayEnv>;

/** What this process is told; throws naming every variable that does not fit. */
export function readDisplayConfig(env: NodeJS.ProcessEnv): DisplayConfig {
  return readEnv(checkedEnv, env);
}
