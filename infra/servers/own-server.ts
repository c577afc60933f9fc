import type { ProgramStart } from './unpacked-programs.ts';

/** One private server, ready to be launched and checked. */
export type OwnServer = {
  name: 'nats' | 'postgres' | 'redis';
  folder: string;
  url: string;
  start: ProgramStart;
  stopSignal: NodeJS.Signals;
  /** 'ours' once it answers as the server of this folder; 'silent' while nothing answers; throws for a stranger. */
  check: () => Promise<'ours' | 'silent'>;
};

/** The port answers, but another server stands behind it: nothing may be written to it. */
export class ForeignServerError extends Error {
  override name = 'ForeignServerError';
  constructor(server: string, found: string) {
    super(`${server}: another server answers on our port (it says "${found}"); end it or remove the saved port file`);
  }
}

/** What every private server is made from. */
export type ServerPlace = {
  /** Root of the unpacked Debian packages. */
  root: string;
  folder: string;
  port: number;
  /** Throwaway servers take little memory and disk. */
  throwaway: boolean;
};
