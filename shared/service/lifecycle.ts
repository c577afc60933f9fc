import type { Log } from './log.ts';

/** What a service has once it runs. `stop` closes in reverse order: stop intake, drain, flush, acknowledge, disconnect. */
export type Running = {
  readonly stop: () => Promise<void>;
  /** Sent to the supervisor with the word that the service is ready, as `{ready: true, ...ready}`. */
  readonly ready?: Readonly<Record<string, unknown>>;
  /** Settles when the service cannot go on; the process then exits with code 1 and is started anew. */
  readonly failed?: Promise<Error>;
};

/**
 * Runs a process from start to stop: SIGTERM and SIGINT stop it in order, anything uncaught ends it at once (crash-only:
 * what matters is on disk already), and a supervisor that went away takes it along.
 */
export async function runService(log: Log, start: () => Promise<Running>): Promise<void> {
  const crash = (error: unknown): never => {
    log.fatal({ err: error }, 'cannot go on');
    log.flush();
    process.exit(1);
  };
  // With the supervisor gone there is nobody to tell; that must not keep us from stopping.
  process.stdout.on('error', () => undefined);
  process.on('uncaughtException', crash);
  process.on('unhandledRejection', crash);
  const running = await start().catch(crash);
  let stopping = false;
  const stop = async (why: string): Promise<void> => {
    if (stopping) return;
    stopping = true;
    log.info({ why }, 'stopping');
    await running.stop();
    log.info('stopped');
    log.flush();
    process.exit(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stop(signal).catch(crash));
  process.on('disconnect', () => void stop('supervisor gone').catch(crash));
  void running.failed?.then((error) => {
    if (!stopping) crash(error);
  });
  process.send?.({ ready: true, ...running.ready });
  log.info(running.ready?.firstPassword === undefined ? { ...running.ready, wallToken: undefined } : {}, 'ready');
}
