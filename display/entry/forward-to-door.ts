import {
  request as httpRequest,
  Agent,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http';
import { sendProblem } from './send-problem.ts';

// RFC 9110 §7.6.1: these speak of one connection and are not passed on.
const hopByHop = [
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
];

/**
 * Passes requests on to the door and its answers back, as they stream: a body of any length, nothing held. The door alone
 * judges them; here only its absence is answered, 503 when nobody listens and 502 when it broke off.
 */
export function createDoorForwarder(doorPort: number): (req: IncomingMessage, res: ServerResponse) => void {
  const agent = new Agent({ keepAlive: true, maxSockets: 1_000 });
  return (req, res) => {
    const upstream = httpRequest({
      host: '127.0.0.1',
      port: doorPort,
      agent,
      method: req.method,
      path: req.url,
      headers: forwarded(req),
    });
    upstream.on('response', (answer) => {
      res.writeHead(answer.statusCode ?? 502, endToEnd(answer.headers));
      answer.on('error', () => res.destroy());
      answer.pipe(res);
    });
    upstream.on('error', (error: NodeJS.ErrnoException) => {
      if (res.headersSent && res.writableFinished) return;
      sendProblem(res, error.code === 'ECONNREFUSED' ? doorAway : doorBroke);
    });
    // The sender went away: the door must not wait for the rest.
    res.on('close', () => {
      if (!res.writableFinished) upstream.destroy();
    });
    req.pipe(upstream);
  };
}

const doorAway = {
  status: 503,
  title: 'The door is not there',
  detail: 'Nothing was taken. Send the same events again, with the same ids.',
  retryAfterS: 2,
};

const doorBroke = {
  status: 502,
  title: 'The door broke off',
  detail:
    'Whether the events were taken is not known. Send the same events again, with the same ids: a repeat counts once.',
  retryAfterS: 2,
};

function forwarded(req: IncomingMessage): IncomingHttpHeaders {
  const headers = endToEnd(req.headers);
  // A body without a length goes on without one.
  if (req.headers['transfer-encoding'] !== undefined) headers['transfer-encoding'] = 'chunked';
  headers['x-forwarded-for'] = req.socket.remoteAddress ?? '';
  return headers;
}

function endToEnd(headers: IncomingHttpHeaders): IncomingHttpHeaders {
  const named = (headers.connection ?? '')
    .toLowerCase()
    .split(',')
    .map((name) => name.trim());
  return Object.fromEntries(
    Object.entries(headers).filter(([name]) => !hopByHop.includes(name) && !named.includes(name)),
  );
}
