/** What the function node does: looks at every event, keeps the newest per asset and counts by type, in memory. */
const take = `
const events = typeof msg.payload === 'string' ? JSON.parse(msg.payload) : msg.payload;
const state = context.get('state') ?? new Map();
const counts = context.get('counts') ?? new Map();
const changed = new Map();
const items = [];
for (const [index, event] of events.entries()) {
  if (typeof event.id !== 'string' || typeof event.type !== 'string' || Number.isNaN(Date.parse(event.time))) {
    items.push({ index, verdict: 'refused' });
    continue;
  }
  state.set(event.asset, { asset: event.asset, seen: event.time, data: event.data });
  counts.set(event.type, (counts.get(event.type) ?? 0) + 1);
  changed.set(event.asset, state.get(event.asset));
  items.push({ index, verdict: 'accepted' });
}
context.set('state', state);
context.set('counts', counts);
msg.statusCode = 202;
msg.payload = { items };
return [msg, { payload: JSON.stringify({ type: 'delta', topic: 'state', assets: [...changed.values()] }) }];
`;

/** HTTP in → function → HTTP answer and WebSocket out: one message a request, to every screen. */
export const nodeRedFlow = [
  { id: 'tab', type: 'tab', label: 'bench' },
  { id: 'listener', type: 'websocket-listener', path: '/live', wholemsg: 'false' },
  { id: 'in', type: 'http in', z: 'tab', url: '/v1/events', method: 'post', upload: false, wires: [['take']] },
  { id: 'take', type: 'function', z: 'tab', func: take, outputs: 2, libs: [], wires: [['answer'], ['out']] },
  { id: 'answer', type: 'http response', z: 'tab', wires: [] },
  { id: 'out', type: 'websocket out', z: 'tab', server: 'listener', client: '', wires: [] },
] as const;

/** Node-RED's settings as a module: the flow alone, on the loopback, no editor and nothing told to anybody. */
export function nodeRedSettings(port: number): string {
  const settings = {
    ...{ uiPort: port, uiHost: '127.0.0.1', httpAdminRoot: false, httpNodeRoot: '/', flowFile: 'flows.json' },
    ...{
      apiMaxLength: '5mb',
      diagnostics: { enabled: false },
      telemetry: { enabled: false, updateNotification: false },
    },
    logging: { console: { level: 'off', metrics: false, audit: false } },
  };
  return `module.exports = ${JSON.stringify(settings)};\n`;
}
