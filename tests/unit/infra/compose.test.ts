import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { PROJECT_DIR } from '../../../infra/setup/folders.ts';
import { SERVICES } from '../../../infra/setup/process/supervisor.ts';

type Service = {
  image: string;
  command?: string[];
  ports?: string[];
  healthcheck?: { test: string[] };
  environment?: Record<string, string>;
  build?: { dockerfile: string; context: string };
  depends_on?: Record<string, unknown>;
  network_mode?: string;
};

const compose = parse(readFileSync(join(PROJECT_DIR, 'infra/compose.yaml'), 'utf8'), { merge: true }) as {
  services: Record<string, Service>;
};
const services = Object.entries(compose.services);
const ours = services.filter(([, { image }]) => image === 'vonglau');

test('every process of the supervisor is a service with the same entry', () => {
  for (const { name, entry } of SERVICES) expect(compose.services[name]?.command).toEqual(['node', entry]);
});

test.each(ours)('the command of %s runs a file that exists, from an image that can be built', (_name, service) => {
  const [program, file = ''] = service.command ?? [];
  expect(program).toBe('node');
  expect(existsSync(join(PROJECT_DIR, file))).toBe(true);
  expect(existsSync(join(PROJECT_DIR, service.build?.dockerfile ?? '?'))).toBe(true);
});

test.each(ours)('%s is told where the servers are', (_name, { environment }) => {
  expect(environment?.NATS_URL).toContain('nats:4222');
  expect(environment?.DATABASE_URL).toContain('timescaledb:5432');
  expect(environment?.REDIS_URL).toContain('redis:6379');
  expect(environment?.VONGLAU_DATA).toBe('/data');
});

test('only the display is reachable from outside', () => {
  for (const [name, { ports = [] }] of services) {
    for (const port of ports) expect(name === 'display' || port.startsWith('127.0.0.1:')).toBe(true);
  }
});

test('what others wait for has a health check, and every dependency exists', () => {
  for (const [, { depends_on = {}, network_mode }] of services) {
    for (const [name, condition] of Object.entries(depends_on)) {
      const needed = compose.services[name];
      expect(needed).toBeDefined();
      if (JSON.stringify(condition).includes('service_healthy')) expect(needed?.healthcheck?.test).toBeDefined();
    }
    if (network_mode) expect(compose.services[network_mode.replace('service:', '')]).toBeDefined();
  }
});

test('every process tells how it is on a private port, and the display is told where', () => {
  const told = new Map(SERVICES.map(({ name }) => [name, compose.services[name]?.environment?.HEALTH_PORT]));
  expect(new Set(told.values()).size).toBe(SERVICES.length);
  const urls = [...told].map(([name, port]) => `${name}=http://127.0.0.1:${port}`).join(',');
  expect(compose.services.display?.environment?.HEALTH_URLS).toBe(urls);
  for (const [, { ports = [] }] of services) {
    for (const port of told.values()) expect(ports.join()).not.toContain(port);
  }
});

test('the log flushes before it acknowledges', () => {
  expect(readFileSync(join(PROJECT_DIR, 'infra/nats.conf'), 'utf8')).toMatch(/^\s*sync_interval: always$/m);
});
