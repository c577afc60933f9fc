import type { ChainStep } from '#shared/wire/notify-commands.ts';

type Target = ChainStep['tell'][number];

/** The steps of a chain as lines: `5: rota truc-ban, owner`. */
export function writeSteps(steps: readonly ChainStep[]): string {
  return steps.map(({ afterMin, tell }) => `${afterMin}: ${tell.map(writeTarget).join(', ')}`).join('\n');
}

/** Reads such lines; a line that is none becomes a step that the owner refuses, and says where. */
export function readSteps(text: string): unknown[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => {
      const [, minutes = '', targets = ''] = /^(\d+)\s*:\s*(.*)$/.exec(line) ?? [];
      return { afterMin: minutes === '' ? line : Number(minutes), tell: targets.split(',').map(readTarget) };
    });
}

function writeTarget(target: Target): string {
  if (target.kind === 'rota') return `rota ${target.rota}`;
  return target.kind === 'contact' ? `contact ${target.contact}` : target.kind;
}

function readTarget(text: string): Record<string, string> {
  const [kind = '', code = ''] = text.trim().split(/\s+/);
  return { kind, ...(kind === 'rota' && { rota: code }), ...(kind === 'contact' && { contact: code }) };
}
