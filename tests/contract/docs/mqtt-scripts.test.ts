import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { exampleEvent } from '#shared/docs/example-event.ts';
import { mqttScripts, type MqttScript } from '#shared/docs/mqtt-scripts.ts';
import { createMetrics } from '#shared/service/metrics.ts';
import { PROJECT_DIR } from '../../../infra/setup/folders.ts';
import { createSenderUse } from '../../../ingest/door/keys/sender-use.ts';
import { openMqtt, type RunningMqtt } from '../../../ingest/mqtt/open-mqtt.ts';
import { openTestDoor } from '../../support/open-test-door.ts';
import { aKey, tokenOf } from '../../support/test-registry.ts';

const execute = promisify(execFile);
const source = 'urn:test:source';
/** What each needs, as a command that succeeds where it is there. */
const needs: Readonly<Record<MqttScript['name'], string>> = {
  mosquitto: 'command -v mosquitto_rr',
  mqttNode: 'command -v node',
  paho: 'python3 -c "import paho.mqtt.client"',
};

let door: Awaited<ReturnType<typeof openTestDoor>>;
let mqtt: RunningMqtt;
const folder = mkdtempSync(join(tmpdir(), 'vonglau-docs-'));

beforeAll(async () => {
  door = await openTestDoor({ keys: [aKey('aaaaaaaa', { source, kinds: ['parking'] })] });
  mqtt = await openMqtt(
    { host: '127.0.0.1', port: 0 },
    { door: door.door, use: createSenderUse(), metrics: createMetrics('test') },
  );
  symlinkSync(join(PROJECT_DIR, 'node_modules'), join(folder, 'node_modules'));
});
afterAll(async () => {
  await mqtt.stop(100);
  await door.close();
  rmSync(folder, { recursive: true, force: true });
});

const event = exampleEvent('parking.paid', { assets: { parking: 'B001' }, source, nowMs: Date.now() });

describe.each(mqttScripts({ url: 'mqtt://door:1883', event }).map(({ name }) => name))('the example in %s', (name) => {
  test('runs as it stands, and shows the verdict', async (context) => {
    const isAbsent = await execute('sh', ['-c', needs[name]]).then(
      () => false,
      () => true,
    );
    context.skip(isAbsent, `not on this machine: ${name}`);
    const script = mqttScripts({ url: `mqtt://127.0.0.1:${mqtt.port}`, event }).find((one) => one.name === name);
    writeFileSync(join(folder, script?.file ?? ''), script?.text ?? '');
    const before = door.events().length;
    // What it is installed with is here already.
    const { stdout } = await execute('sh', ['-c', (script?.run ?? '').replace(/^.* install .* && /, '')], {
      cwd: folder,
      env: { ...process.env, VONGLAU_TOKEN: tokenOf('aaaaaaaa') },
    });
    expect(stdout).toMatch(/"accepted": ?1/);
    expect(door.events().slice(before)).toMatchObject([{ type: 'parking.paid', asset: 'B001', source }]);
  });
});
