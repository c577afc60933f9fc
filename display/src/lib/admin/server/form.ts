/** What a form held; `text` is trimmed and '' where nothing was filled in, `secret` is as it was typed. */
export type Form = {
  readonly text: (name: string) => string;
  readonly secret: (name: string) => string;
  readonly list: (name: string) => readonly string[];
  readonly file: (name: string) => File | undefined;
  /** Everything but files, secrets and what belongs to the form itself, to fill it in again. */
  readonly values: Readonly<Record<string, string | readonly string[]>>;
};

const maxLength = 4_000;
const own: readonly string[] = [
  'nonce',
  'reason',
  'confirm',
  'password',
  'newPassword',
  'code',
  'secret',
  'refreshToken',
];

/** Reads a sent form. */
export async function readForm(request: Request): Promise<Form> {
  const data = await request.formData();
  const list = (name: string): readonly string[] =>
    data.getAll(name).flatMap((value) => (typeof value === 'string' ? [value.trim().slice(0, maxLength)] : []));
  const named = [...new Set(data.keys())].filter((name) => !own.includes(name) && list(name).length > 0);
  return {
    text: (name) => list(name)[0] ?? '',
    secret: (name) => {
      const value = data.get(name);
      return typeof value === 'string' ? value.slice(0, maxLength) : '';
    },
    list,
    file: (name) => {
      const value = data.get(name);
      return value instanceof File && value.size > 0 ? value : undefined;
    },
    values: Object.fromEntries(
      named.map((name) => {
        const all = list(name);
        return [name, all.length === 1 ? (all[0] ?? '') : all];
      }),
    ),
  };
}
