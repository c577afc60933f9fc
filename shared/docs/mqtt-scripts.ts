import type { ExampleEvent } from './example-event.ts';
import { nodeEvent, pythonEvent, shellEvent, type Script } from './script-parts.ts';

/** An example of sending by MQTT. */
export type MqttScript = Script<'mosquitto' | 'mqttNode' | 'paho'>;

type Sending = { readonly url: string; readonly event: ExampleEvent };

/**
 * Programs that publish one event like `event`, of the moment they run, and show its verdict. Each takes the key from
 * `VONGLAU_TOKEN` and ends with 0 once the event is in the log.
 */
export function mqttScripts(sending: Sending): readonly MqttScript[] {
  return [
    { name: 'mosquitto', file: 'publish.sh', run: 'sh publish.sh', text: mosquitto(sending) },
    { name: 'mqttNode', file: 'publish.mjs', run: 'npm install mqtt && node publish.mjs', text: node(sending) },
    { name: 'paho', file: 'publish.py', run: 'pip install paho-mqtt && python3 publish.py', text: python(sending) },
  ];
}

function mosquitto({ url, event }: Sending): string {
  const { host, port, isSecure } = addressOf(url);
  return `# mosquitto-clients 2. mosquitto_rr publishes and waits for the verdict; mosquitto_pub, the same without -e and -W, only publishes.
kid=$(echo "$VONGLAU_TOKEN" | cut -d_ -f2)
event=$(cat <<EVENT
${shellEvent(event)}
EVENT
)
mosquitto_rr -V mqttv311 -h ${host} -p ${port}${isSecure ? ' --tls-use-os-certs' : ''} \\
  -u "$kid" -P "$VONGLAU_TOKEN" -q 1 -W 30 \\
  -t "vonglau/$kid/events" -e "vonglau/$kid/verdicts" -m "$event" | tee verdict.json
grep -q '"accepted":1' verdict.json
`;
}

function node({ url, event }: Sending): string {
  return `// Node 18 or newer, and: npm install mqtt
import { randomUUID } from 'node:crypto';
import { connectAsync } from 'mqtt';

const token = process.env.VONGLAU_TOKEN;
const kid = token.split('_')[1];
const client = await connectAsync('${url}', {
  protocolVersion: 4, // MQTT 3.1.1
  clean: false, // what is not acknowledged goes again after a lost connection
  clientId: '${event.asset}',
  username: kid,
  password: token,
});
await client.subscribeAsync(\`vonglau/\${kid}/verdicts\`);
const verdict = new Promise((resolve) => {
  client.on('message', (topic, payload) => resolve(JSON.parse(payload)));
});

${nodeEvent(event)}

// Resolves with PUBACK: the event is decided. Until then a device keeps it, on its own disk if it may lose power.
await client.publishAsync(\`vonglau/\${kid}/events\`, JSON.stringify(event), { qos: 1 });
const { accepted, items, problem } = await verdict;
console.log(JSON.stringify({ accepted, items, problem }, null, 2));
await client.endAsync();
process.exitCode = accepted === 1 ? 0 : 1; // refused: problem says what to mend
`;
}

function python({ url, event }: Sending): string {
  const { host, port, isSecure } = addressOf(url);
  return `# Python 3.8 or newer, and: pip install paho-mqtt (version 2)
import json, os, queue, sys, uuid
from datetime import datetime, timezone

import paho.mqtt.client as mqtt

TOKEN = os.environ["VONGLAU_TOKEN"]
KID = TOKEN.split("_")[1]
verdicts, connected = queue.Queue(), queue.Queue()


def on_connect(client, userdata, flags, reason, properties):
    client.subscribe(f"vonglau/{KID}/verdicts")
    connected.put(reason)


def on_message(client, userdata, message):
    verdicts.put(json.loads(message.payload))


# clean_session=False: what is not acknowledged goes again after a lost connection.
client = mqtt.Client(
    mqtt.CallbackAPIVersion.VERSION2, client_id="${event.asset}", clean_session=False, protocol=mqtt.MQTTv311
)
client.username_pw_set(KID, TOKEN)
client.on_connect, client.on_message = on_connect, on_message
${isSecure ? 'client.tls_set()\n' : ''}client.connect("${host}", ${port}, keepalive=60)
client.loop_start()
reason = connected.get(timeout=30)
if reason.is_failure:
    sys.exit(str(reason))

${pythonEvent(event)}

# Returns with PUBACK: the event is decided. Until then a device keeps it, on its own disk if it may lose power.
client.publish(f"vonglau/{KID}/events", json.dumps(event), qos=1).wait_for_publish()
verdict = verdicts.get(timeout=30)
print(json.dumps(verdict, indent=2, ensure_ascii=False))
client.disconnect()
sys.exit(0 if verdict["accepted"] == 1 else 1)  # refused: problem says what to mend
`;
}

function addressOf(url: string): { host: string; port: string; isSecure: boolean } {
  const { hostname, port, protocol } = new URL(url);
  const isSecure = protocol === 'mqtts:';
  return { host: hostname, port: port === '' ? (isSecure ? '8883' : '1883') : port, isSecure };
}
