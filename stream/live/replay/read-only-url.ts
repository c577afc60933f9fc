/** The same database over connections that refuse to write. */
export function readOnlyUrl(databaseUrl: string): string {
  const url = new URL(databaseUrl);
  const options = url.searchParams.get('options');
  url.searchParams.set('options', `${options === null ? '' : `${options} `}-c default_transaction_read_only=on`);
  return url.href;
}
