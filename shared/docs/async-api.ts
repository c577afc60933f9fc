import { mqttTopics } from '../wire/mqtt-topics.ts';
import { pushProtocol } from '../wire/push.ts';
import { publishVerdicts } from './answer-schemas.ts';
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
  const mqtt = setting.mqttUrl === undefined ? undefined : describeMqtt(setting.mqttUrl, events);
  return {
    asyncapi: '3.0.0',
    info: {
      title: `Vọng Lâu · ${setting.city.en}`,
      version: apiVersion,
      description: 'Events in by HTTP and MQTT, the state of the city out by WebSocket.',
      license: { name: 'Apache-2.0' },
    },
    defaultContentType: 'application/json',
    servers: {
      door: { host, protocol: isSecure ? 'https' : 'http', security: [ref('securitySchemes', 'senderKey')] },
      push: { host, protocol: isSecure ? 'wss' : 'ws', security: [ref('securitySchemes', 'wallToken')] },
      ...mqtt?.servers,
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
      ...mqtt?.channels,
    },
    operations: {
      takeEvents: operation('receive', 'events', events, {
        bindings: { http: { method: 'POST', bindingVersion: '0.3.0' } },
      }),
      push: operation('send', 'live', pushed),
      resync: operation('receive', 'live', asked),
      ...mqtt?.operations,
    },
    components: {
      messages: Object.fromEntries(
        [...events, ...pushed, ...asked, ...(mqtt?.messages ?? [])].map(({ name, message }) => [name, message]),
      ),
      securitySchemes: {
        senderKey: { type: 'http', scheme: 'bearer', bearerFormat: 'vl_<key>_<secret>' },
        ...mqtt?.securitySchemes,
        wallToken: { type: 'http', scheme: 'bearer', description: 'A wall token, or the cookie of a session' },
      },
    },
  };
}

/** What MQTT adds: the same events on a topic of each key, and their verdicts on another. */
function describeMqtt(url: string, events: readonly MessageNamed[]) {
  const { host, protocol } = new URL(url);
  const parameters = { kid: { description: 'The name of the key, the middle of its token' } };
  const verdicts = [toMessage('publishVerdicts', toJsonSchema(publishVerdicts, 'draft-7'))];
  const topics = mqttTopics('{kid}');
  const servers = [{ $ref: '#/servers/mqtt' }];
  const quality = (qos: number): object => ({ bindings: { mqtt: { qos, retain: false, bindingVersion: '0.2.0' } } });
  return {
    messages: verdicts,
    servers: {
      mqtt: {
        ...{ host, protocol: protocol.slice(0, -1), protocolVersion: '3.1.1' },
        security: [ref('securitySchemes', 'deviceKey')],
      },
    },
    securitySchemes: {
      deviceKey: { type: 'userPassword', description: 'Username: the name of the key; password: its whole token' },
    },
    channels: {
      mqttEvents: {
        ...{ address: topics.events, title: 'What happens in the city, from devices', description: mqttWords },
        ...{ servers, parameters, messages: messageRefs(events) },
      },
      mqttVerdicts: {
        ...{ address: topics.verdicts, title: 'What became of each publish' },
        ...{ servers, parameters, messages: messageRefs(verdicts) },
      },
    },
    operations: {
      takePublish: operation('receive', 'mqttEvents', events, quality(1)),
      tellVerdicts: operation('send', 'mqttVerdicts', verdicts, quality(0)),
    },
  };
}

const mqttWords = [
  'QoS 1 only. A payload is one event or an array of up to 1,000, plain or gzip, at most 1 MiB.',
  'PUBACK comes when every event in it is decided: in the log, flushed to disk, or refused for good, which the verdicts say.',
  'Without PUBACK the connection ends: connect again and publish again; an event that comes twice is counted once.',
  'Sessions are always clean, wills and retained messages are not taken.',
].join(' ');

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
    topics: {
      ...{ type: 'string', default: 'state,counts' },
      description: 'Of state, counts, alerts; alerts for who may see them',
    },
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
