import { pino, type DestinationStream, type Logger } from 'pino';
import { describeError } from './describe-error.ts';

export type Log = Logger;

/** Names under which personal data or a secret may come; whatever stands there is struck out, three levels deep. */
const struckOut = [
  ...['phone', 'plate', 'citizenId', 'caller', 'fullName', 'email'],
  ...['token', 'wallToken', 'firstPassword', 'password', 'secret', 'authorization', 'cookie', 'session'],
  ...['body', 'event', 'data', 'payload', 'parameters'],
];

/**
 * The process's log: JSON lines on standard output, times in UTC. Bodies of events never go into it; the paths above are
 * the last line of defence, not the first.
 */
export function createLog(name: string, level: string, to: DestinationStream = process.stdout): Log {
  return pino(
    {
      name,
      level,
      base: { name },
      timestamp: pino.stdTimeFunctions.isoTime,
      serializers: { err: describeError, error: describeError },
      hooks: {
        logMethod(given, write) {
          const [first, text = 'failed', ...rest] = given as unknown[];
          // Of a bare error pino would make its message the line's, past the serializer.
          if (first instanceof Error) write.apply(this, [{ err: first }, text, ...rest] as Parameters<typeof write>);
          else write.apply(this, given);
        },
      },
      redact: {
        paths: struckOut.flatMap((field) => [field, `*.${field}`, `*.*.${field}`]).concat('*["set-cookie"]'),
        censor: '•••',
      },
    },
    // Pino's own descriptor writer waits for ever on a pipe nobody reads any more; Node's stream says so and goes on.
    to,
  );
}
