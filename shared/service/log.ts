import { pino, type Logger } from 'pino';

export type Log = Logger;

/**
 * The process's log: JSON lines on standard output. Bodies of events never go into it; the paths below are the last
 * line of defence, not the first.
 */
export function createLog(name: string, level: string): Log {
  return pino(
    {
      name,
      level,
      base: { name },
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: {
        paths: [
          'phone',
          'plate',
          'citizenId',
          'token',
          'password',
          '*.phone',
          '*.plate',
          '*.citizenId',
          '*.token',
          '*.password',
          '*.authorization',
          '*.cookie',
        ],
        censor: '•••',
      },
    },
    // Pino's own descriptor writer waits for ever on a pipe nobody reads any more; Node's stream says so and goes on.
    process.stdout,
  );
}
