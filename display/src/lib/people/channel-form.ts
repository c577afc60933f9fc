import type { Form } from '#lib/admin/server/form.ts';

/** Headers as lines of text. */
export function writeHeaders(headers: Readonly<Record<string, string>>): string {
  return Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n');
}

/** What the form of a channel asks for; a secret left empty stays as it was. */
export function readChannel(form: Form): Record<string, unknown> {
  const kind = form.text('kind');
  const secret = form.secret('secret');
  const base = { kind, enabled: form.text('enabled') === 'yes', ...(secret !== '' && { secret }) };
  const url = form.text('url');
  switch (kind) {
    case 'email':
      return {
        ...{ ...base, host: form.text('host'), port: Number(form.text('port')), security: form.text('security') },
        ...{ user: form.text('user') === '' ? null : form.text('user'), from: form.text('from') },
      };
    case 'sms':
      return {
        ...{ ...base, url, method: form.text('method'), form: form.text('form'), body: form.text('body') },
        ...{ headers: readHeaders(form.text('headers')), goodAnswer: form.text('goodAnswer') },
        withoutMarks: form.text('withoutMarks') === 'yes',
      };
    case 'zalo':
      return {
        ...{ ...base, url, template: form.text('template'), mode: form.text('mode') },
        ...{ appId: form.text('appId') === '' ? null : form.text('appId'), tokenUrl: form.text('tokenUrl') },
        ...(form.secret('refreshToken') !== '' && { refreshToken: form.secret('refreshToken') }),
      };
    default:
      return { ...base, url };
  }
}

function readHeaders(text: string): Record<string, string> {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return Object.fromEntries(
    lines.map((line) => {
      const at = line.indexOf(':');
      return [line.slice(0, Math.max(0, at)).trim(), line.slice(at + 1).trim()];
    }),
  );
}
