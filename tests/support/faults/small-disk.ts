import { spawnSync } from 'node:child_process';
import { mkdirSync, statfsSync } from 'node:fs';

export type SmallDisk = {
  readonly freeBytes: () => number;
  /** Gives it another size; what is on it stays. */
  readonly resize: (mebibytes: number) => void;
  /** Unmounts it; everything on it is gone. Whoever still has it open keeps it until then. */
  readonly remove: () => void;
};

/** Why no small disk can be made here; undefined when one can. */
export function whyNoSmallDisk(): string | undefined {
  return process.getuid?.() === 0 ? undefined : 'only root may mount a disk of its own';
}

/** Mounts a disk of some mebibytes (in memory) on a folder. */
export function mountSmallDisk(folder: string, mebibytes: number): SmallDisk {
  mkdirSync(folder, { recursive: true });
  mount(['-t', 'tmpfs', '-o', `size=${String(mebibytes)}m,mode=755`, 'vonglau-small-disk', folder]);
  return {
    freeBytes: () => {
      const { bavail, bsize } = statfsSync(folder);
      return bavail * bsize;
    },
    resize: (size) => {
      mount(['-o', `remount,size=${String(size)}m`, folder]);
    },
    remove: () => {
      run('umount', ['--lazy', folder]);
    },
  };
}

function mount(args: readonly string[]): void {
  run('mount', args);
}

function run(program: string, args: readonly string[]): void {
  const { status, stderr, error } = spawnSync(program, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${program} ${args.join(' ')}: ${error?.message ?? stderr}`);
}
