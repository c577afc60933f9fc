/** A file that somebody added. */
type Kept = { readonly name: string; readonly type: string; readonly size: number; readonly bytes: Uint8Array };

/** A file that somebody added, to be saved: nothing in it is ever run or shown as a page of ours. */
export function sendFile({ name, type, size, bytes }: Kept): Response {
  const plain = name.replaceAll(/[^\w.-]/g, '_');
  return new Response(new Uint8Array(bytes), {
    headers: {
      'content-type': type.startsWith('text/') ? `${type}; charset=utf-8` : type,
      'content-length': String(size),
      'content-disposition': `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(name)}`,
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
    },
  });
}
