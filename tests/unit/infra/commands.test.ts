import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { commandNames, loadCommand, runCommandLine } from '../../../infra/setup/command-line.ts';

function anIo(): {
  stdin: PassThrough;
  stdout: PassThrough;
  stderr: PassThrough;
  env: NodeJS.ProcessEnv;
  signal: AbortSignal;
} {
  return {
    stdin: new PassThrough(),
    stdout: new PassThrough(),
    stderr: new PassThrough(),
    env: {},
    signal: new AbortController().signal,
  };
}

test.each(commandNames())('the verb "%s" says in a line what it does and how it is used', async (name) => {
  const command = await loadCommand(name);
  expect(command.summary).toMatch(/^\S.{5,110}$/);
  expect(typeof command.usage).toBe('string');
  expect(typeof command.run).toBe('function');
});

test('--help lists every verb', async () => {
  const io = anIo();
  expect(await runCommandLine(['--help'], io)).toBe(0);
  const text = String(io.stdout.read());
  for (const name of commandNames()) expect(text).toContain(`  ${name} `);
});

test('an unknown verb and a wrong option are not understood: exit code 2', async () => {
  expect(await runCommandLine(['../../etc'], anIo())).toBe(2);
  expect(await runCommandLine(['doctor', '--no-such-option'], anIo())).toBe(2);
});
