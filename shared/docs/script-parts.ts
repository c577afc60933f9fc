import type { ExampleEvent } from './example-event.ts';
import { toPython } from './to-python.ts';

/** An example that runs as it stands: what it is called, in which file it is kept, how it is run, its text. */
export type Script<Name extends string> = {
  readonly name: Name;
  readonly file: string;
  readonly run: string;
  readonly text: string;
};

/** What ids begin with that a shell makes up. */
export function prefixOf({ asset }: ExampleEvent): string {
  return asset.toLowerCase();
}

/** An event of the moment it is sent, in a shell's here-document. */
export function shellEvent(event: ExampleEvent): string {
  return `{
  "specversion": "1.0",
  "id": "${prefixOf(event)}-$(date +%s)-$$",
  "source": "${event.source}",
  "type": "${event.type}",
  "time": "$(date -u +%Y-%m-%dT%H:%M:%SZ)",
  "asset": "${event.asset}",
  "data": ${JSON.stringify(event.data)}
}`;
}

/** An event of the moment it is sent, in JavaScript; `randomUUID` is at hand. */
export function nodeEvent(event: ExampleEvent): string {
  return `// The id is made once: sent again it is the same event, and counted once.
const event = {
  specversion: '1.0',
  id: randomUUID(),
  source: '${event.source}',
  type: '${event.type}',
  time: new Date().toISOString(),
  asset: '${event.asset}',
  data: ${JSON.stringify(event.data)},
};`;
}

/** An event of the moment it is sent, in Python; `uuid`, `datetime` and `timezone` are at hand. */
export function pythonEvent(event: ExampleEvent): string {
  return `# The id is made once: sent again it is the same event, and counted once.
event = {
    "specversion": "1.0",
    "id": str(uuid.uuid4()),
    "source": "${event.source}",
    "type": "${event.type}",
    "time": datetime.now(timezone.utc).isoformat(),
    "asset": "${event.asset}",
    "data": ${toPython(event.data)},
}`;
}
