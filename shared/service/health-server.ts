import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { ProcessHealth } from '../wire/health.ts';
import type { Metrics } from './metrics.ts';

type Told = {
  readonly host: string;
  readonly port: number;
  readonly read: () => ProcessHealth;
  readonly metrics: Metrics;
};

export type HealthServer = { readonly port: number; readonly stop: () => Promise<void> };

/**
 * Serves a process's health where only the platform itself comes: `/livez` (that it answers is the answer: one whose loop
 * is blocked does not), `/readyz`, `/health` and `/metrics`.
 */
export async function serveHealth({ host, port, read, metrics }: Told): Promise<HealthServer | { fault: Error }> {
  const answers: Readonly<Record<string, (response: ServerResponse) => Promise<void> | void>> = {
    '/livez': (response) => {
      send(response, 200, 'text/plain', 'live\n');
    },
    '/readyz': (response) => {
      const { ready, checks } = read();
      const lines = checks.map(({ name, ok, detail }) => `${ok ? 'ok' : 'NOT OK'} ${name}: ${detail}\n`);
      send(response, ready ? 200 : 503, 'text/plain; charset=utf-8', lines.join('') || 'ok\n');
    },
    '/health': (response) => {
      send(response, 200, 'application/json', JSON.stringify(read()));
    },
    '/metrics': async (response) => {
      send(response, 200, metrics.contentType, await metrics.text());
    },
  };
  const server = createServer(
    { requestTimeout: 5_000, headersTimeout: 5_000, keepAliveTimeout: 65_000 },
    (request, response) => {
      const answer = answers[(request.url ?? '').split('?', 1)[0] ?? ''];
      if (!answer) send(response, 404, 'text/plain', `there is ${Object.keys(answers).join(', ')}\n`);
      else if (request.method !== 'GET' && request.method !== 'HEAD') send(response, 405, 'text/plain', 'GET\n');
      else void Promise.resolve(answer(response)).catch(() => response.destroy());
    },
  );
  server.maxConnections = 64;
  try {
    server.listen(port, host);
    await once(server, 'listening');
  } catch (error) {
    return { fault: error as Error };
  }
  const address = server.address();
  return {
    port: typeof address === 'object' && address ? address.port : port,
    stop: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

function send(response: ServerResponse, status: number, type: string, text: string): void {
  response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' });
  response.end(text);
}
