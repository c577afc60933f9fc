/**
 * Whether a request that changes something was sent by a page of ours. Every browser names the origin of such a request;
 * Kit itself looks at forms only, and this guards what is sent as JSON as well. `url` is as the front has made it.
 */
export function isSameOrigin(request: Request, url: URL): boolean {
  const site = request.headers.get('sec-fetch-site');
  return request.headers.get('origin') === url.origin && (site === null || site === 'same-origin');
}
