import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, rmSync } from 'node:fs';

export type LosableDisk = {
  /**
   * The power fails: what had not reached the disk is gone. `end` must end whoever has the disk open; it is called after
   * the state of the disk is taken, so let nobody write meanwhile.
   */
  readonly cutPower: (end: () => Promise<void>) => Promise<void>;
  readonly remove: () => void;
};

/** Why no such disk can be made here; undefined when one can. */
export function whyNoLosableDisk(): string | undefined {
  if (process.getuid?.() !== 0) return 'only root may mount a disk of its own';
  const { status } = spawnSync('losetup', ['--find']);
  return status === 0 ? undefined : 'this machine has no free loop device';
}

/**
 * Mounts a file as a disk. What a program writes stays in the kernel's memory until it is flushed, and only then is in the
 * file: the file is what a machine would find after its power failed. The journal's own rhythm is put far away.
 */
export function mountLosableDisk(folder: string, image: string, mebibytes: number): LosableDisk {
  mkdirSync(folder, { recursive: true });
  run('truncate', ['--size', `${String(mebibytes)}M`, image]);
  run('mkfs.ext4', ['-q', '-F', '-m', '0', image]);
  const mount = (file: string): void => run('mount', ['-o', 'loop,commit=300', file, folder]);
  mount(image);
  const survived = `${image}.survived`;
  return {
    cutPower: async (end) => {
      copyFileSync(image, survived);
      await end();
      run('umount', [folder]);
      mount(survived);
    },
    remove: () => {
      run('umount', ['--lazy', folder]);
      for (const file of [image, survived]) rmSync(file, { force: true });
    },
  };
}

function run(program: string, args: readonly string[]): void {
  const { status, stderr, error } = spawnSync(program, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${program} ${args.join(' ')}: ${error?.message ?? stderr}`);
}
