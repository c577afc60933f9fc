import type { ExampleEvent } from './example-event.ts';
import { nodeEvent, prefixOf, pythonEvent, shellEvent, type Script } from './script-parts.ts';

/** An example of sending by HTTP. */
export type SendScript = Script<'curl' | 'lines' | 'node' | 'python'>;

type Sending = { readonly origin: string; readonly event: ExampleEvent };

/**
 * Programs that send one event like `event`, of the moment they run, and send again when the door says so. Each takes the
 * key from `VONGLAU_TOKEN` and ends with 0 once the event is in the log.
 */
export function sendScripts(sending: Sending): readonly SendScript[] {
  return [
    { name: 'curl', file: 'send.sh', run: 'sh send.sh', text: curl(sending) },
    { name: 'node', file: 'send.mjs', run: 'node send.mjs', text: node(sending) },
    { name: 'python', file: 'send.py', run: 'python3 send.py', text: python(sending) },
    { name: 'lines', file: 'send-lines.sh', run: 'sh send-lines.sh', text: lines(sending) },
  ];
}

function curl({ origin, event }: Sending): string {
  return `# Sends one event. curl itself sends again on 408, 429 and 503, after the seconds in Retry-After.
curl --silent --show-error --fail-with-body --retry 8 --retry-connrefused ${origin}/v1/events \\
  -H "Authorization: Bearer $VONGLAU_TOKEN" \\
  -H 'Content-Type: application/cloudevents+json' \\
  --data-binary @- <<EVENT
${shellEvent(event)}
EVENT
`;
}

function lines({ origin, event }: Sending): string {
  return `# Sends a file of events, one a line, compressed. Of a stream that was broken off the answer says resumeFromLine.
now=$(date -u +%Y-%m-%dT%H:%M:%SZ)
for n in 1 2 3; do
  echo '${JSON.stringify({ ...event, id: '%ID', time: '%TIME' })}' |
    sed -e "s/%ID/${prefixOf(event)}-$(date +%s)-$$-$n/" -e "s/%TIME/$now/"
done | gzip |
  curl --silent --show-error --fail-with-body --retry 8 ${origin}/v1/events \\
    -H "Authorization: Bearer $VONGLAU_TOKEN" \\
    -H 'Content-Type: application/x-ndjson' -H 'Content-Encoding: gzip' \\
    --data-binary @-
`;
}

function node({ origin, event }: Sending): string {
  return `// Node 18 or newer, nothing to install.
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

const door = '${origin}/v1/events';
const token = process.env.VONGLAU_TOKEN;

/** Sends up to 1,000 events and sends again until the door has answered for good. */
async function send(events) {
  for (;;) {
    const answer = await fetch(door, {
      method: 'POST',
      headers: {
        authorization: \`Bearer \${token}\`,
        'content-type': 'application/cloudevents-batch+json',
      },
      body: JSON.stringify(events),
    }).catch(() => undefined); // no connection: the same as 503
    if (answer && ![408, 429, 503].includes(answer.status)) {
      return { status: answer.status, body: await answer.json() };
    }
    await sleep(1000 * Number(answer?.headers.get('retry-after') ?? 2));
  }
}

${nodeEvent(event)}

const { status, body } = await send([event]);
console.log(status, JSON.stringify(body, null, 2));
process.exitCode = status === 202 ? 0 : 1; // 207 and 4xx: items or detail say what to mend
`;
}

function python({ origin, event }: Sending): string {
  return `# Python 3.8 or newer, nothing to install.
import json, os, sys, time, uuid
from datetime import datetime, timezone
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

DOOR = "${origin}/v1/events"
TOKEN = os.environ["VONGLAU_TOKEN"]


def send(events):
    """Sends up to 1,000 events and sends again until the door has answered for good."""
    request = Request(
        DOOR,
        data=json.dumps(events).encode(),
        headers={
            "Authorization": "Bearer " + TOKEN,
            "Content-Type": "application/cloudevents-batch+json",
        },
    )
    while True:
        wait_s = 2
        try:
            with urlopen(request, timeout=30) as answer:
                return answer.status, json.load(answer)
        except HTTPError as error:
            if error.code not in (408, 429, 503):
                return error.code, json.load(error)
            wait_s = int(error.headers.get("Retry-After", 2))
        except URLError:
            pass  # no connection: the same as 503
        time.sleep(wait_s)


${pythonEvent(event)}

status, body = send([event])
print(status, json.dumps(body, indent=2, ensure_ascii=False))
sys.exit(0 if status == 202 else 1)  # 207 and 4xx: items or detail say what to mend
`;
}
