import { pushProtocol } from '../wire/push.ts';
import { eventSchema, sentTypes } from './event-schema.ts';
import { exampleEvent } from './example-event.ts';
import { toJsonSchema } from './json-schema.ts';
import { apiVersion, type DocumentSetting } from './open-api.ts';
import { resyncMessage, serverMessages } from './push-schemas.ts';

type MessageNamed = { readonly name: string; readonly message: object };

/** AsyncAPI 3.0: the events a source sends as messages, and the push protocol of screens. */
export function buildAsyncApi(setting: DocumentSetting): Record<string, unknown> {
  const { host, protocol } = new URL(setting.origin);
  const isSecure = protocol === 'https:';
  const events = eventMessages(setting);
  const pushed = Object.entries(serverMessages).map(([name, schema]) =>
    toMessage(name, toJsonSchema(schema, 'draft-7')),
  );
  const asked = [toMessage('resync', toJsonSchema(resyncMessage, 'draft-7'))];
  return {
    asyncapi: '3.0.0',
    info: {
      title: `Vọng Lâu · ${setting.city.en}`,
      version: apiVersion,
      description: 'Events in by HTTP, the state of the city out by WebSocket.',
      license: { name: 'Apache-2.0' },
    },
    defaultContentType: 'application/json',
    servers: {
      door: { host, protocol: isSecure ? 'https' : 'http', security: [ref('securitySchemes', 'senderKey')] },
      push: { host, protocol: isSecure ? 'wss' : 'ws', security: [ref('securitySchemes', 'wallToken')] },
    },
    channels: {
      events: {
        address: '/v1/events',
        title: 'What happens in the city',
        servers: [{ $ref: '#/servers/door' }],
        messages: messageRefs(events),
      },
      live: {
        address: '/live',
        title: 'What screens are told',
        description: livesWords,
        servers: [{ $ref: '#/servers/push' }],
        messages: messageRefs([...pushed, ...asked]),
        bindings: { ws: { method: 'GET', query: liveQuery, bindingVersion: '0.1.0' } },
      },
    },
    operations: {
      takeEvents: operation('receive', 'events', events, {
        bindings: { http: { method: 'POST', bindingVersion: '0.3.0' } },
      }),
      push: operation('send', 'live', pushed),
      resync: operation('receive', 'live', asked),
    },
    components: {
      messages: Object.fromEntries([...events, ...pushed, ...asked].map(({ name, message }) => [name, message])),
      securitySchemes: {
        senderKey: { type: 'http', scheme: 'bearer', bearerFormat: 'vl_<key>_<secret>' },
        wallToken: { type: 'http', scheme: 'bearer', description: 'A wall token, or the cookie of a session' },
      },
    },
  };
}

const livesWords = [
  `Subprotocol ${pushProtocol}; JSON text frames. After hello one snapshot of each topic, then deltas that carry (from, to]:`,
  'apply one only when epoch and from equal what you hold; at any doubt send resync and take the snapshot that follows.',
  'Assets and rows in a delta replace what you hold of them whole. A tick comes every 5 s while the whole path is well.',
  'Close codes: 4001 not allowed, 4008 too slow, 4009 protocol error, 1001 server going away.',
].join(' ');

const liveQuery = {
  type: 'object',
  properties: {
    world: { type: 'string', default: 'live', description: 'live, sim:<run>, replay:<run> or drill:<id>' },
    hz: { type: 'number', minimum: 1, maximum: 50, default: 5, description: 'Deltas a second at most' },
  },
};

function eventMessages(setting: DocumentSetting): MessageNamed[] {
  return sentTypes().map((name) => {
    const { vi, en } = setting.nameOf(name);
    return {
      name,
      message: {
        ...{ name, title: en, summary: vi, contentType: 'application/cloudevents+json' },
        payload: eventSchema(name, 'draft-7'),
        examples: [{ name, payload: exampleEvent(name, setting) }],
      },
    };
  });
}

function toMessage(name: string, payload: object): MessageNamed {
  return { name, message: { name, payload } };
}

function messageRefs(messages: readonly MessageNamed[]): Record<string, object> {
  return Object.fromEntries(messages.map(({ name }) => [name, ref('messages', name)]));
}

function operation(
  action: 'send' | 'receive',
  channel: string,
  messages: readonly MessageNamed[],
  more: object = {},
): object {
  return {
    action,
    channel: { $ref: `#/channels/${channel}` },
    messages: messages.map(({ name }) => ({ $ref: `#/channels/${channel}/messages/${name}` })),
    ...more,
  };
}

function ref(part: 'messages' | 'securitySchemes', name: string): object {
  return { $ref: `#/components/${part}/${name}` };
}
