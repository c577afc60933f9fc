import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { openHealth } from '#shared/service/health.ts';
import { createLog } from '#shared/service/log.ts';
import { runService, type Running } from '#shared/service/lifecycle.ts';
import { attendDisplay } from './entry/attend-display.ts';
import { createFront, originHeaders } from './entry/create-front.ts';
import { createFrontMetrics } from './entry/front-metrics.ts';
import { isLoopbackHost } from './entry/public-origin.ts';
import { workbookBytes } from './src/lib/admin/body-limits.ts';
import { readDisplayConfig, type DisplayConfig } from './src/lib/server/config.ts';

const { env } = process;
const config = readDisplayConfig(env);
const log = createLog('display', config.LOG_LEVEL);

await runService(log, () => start(config));

async function start({ DISPLAY_HOST, DISPLAY_PORT, ...ports }: DisplayConfig): Promise<Running> {
  if (!isLoopbackHost(DISPLAY_HOST) && ports.PUBLIC_ORIGIN === undefined) {
    throw new Error(
      `DISPLAY_HOST ${DISPLAY_HOST} is reachable from outside: set PUBLIC_ORIGIN to the address people use.`,
    );
  }
  const health = await openHealth('display', ports, log);
  const pages = await loadPages();
  const path = attendDisplay({ health, urls: ports.HEALTH_URLS, watchdogUrl: ports.WATCHDOG_URL, log });
  const front = createFront({
    pages,
    doorPort: ports.INGEST_PORT,
    livePort: ports.LIVE_PORT,
    configuredOrigin: ports.PUBLIC_ORIGIN,
    path: path.view,
    observe: createFrontMetrics(health.metrics),
  });
  front.server.listen(DISPLAY_PORT, DISPLAY_HOST);
  await once(front.server, 'listening');
  const { port } = front.server.address() as AddressInfo;
  const stop = async (): Promise<void> => {
    path.stop();
    await front.stop();
    await health.stop();
  };
  return { stop, ready: { detail: `http://${DISPLAY_HOST}:${String(port)}` } };
}

/** The built pages. They learn their origin at run time, from headers that the front writes on each request. */
async function loadPages(): Promise<(req: IncomingMessage, res: ServerResponse) => unknown> {
  env.PROTOCOL_HEADER = originHeaders.protocol;
  env.HOST_HEADER = originHeaders.host;
  // Of the one page that takes files; the front holds every other to less.
  env.BODY_SIZE_LIMIT = String(workbookBytes);
  // Not a literal: the build is not there yet when types are checked.
  const built = new URL('./build/handler.js', import.meta.url).href;
  try {
    const { handler } = (await import(built)) as { handler: (req: IncomingMessage, res: ServerResponse) => unknown };
    return handler;
  } catch (cause) {
    throw new Error('The pages could not be loaded; are they built? (vite build display)', { cause });
  }
}
