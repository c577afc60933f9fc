const idForm = /^[\x21-\x7e]{1,128}$/;
const typeForm = /^[a-z]{1,30}\.[a-z_]{1,30}$/;

/** What may be told of an item that was refused: its id and type, where they have the form of one. */
export function describeItem(value: unknown): { readonly id?: string; readonly type?: string } {
  if (value === null || typeof value !== 'object') return {};
  const { id, type } = value as { id?: unknown; type?: unknown };
  return {
    ...(typeof id === 'string' && idForm.test(id) && { id }),
    ...(typeof type === 'string' && typeForm.test(type) && { type }),
  };
}
