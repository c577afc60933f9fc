/** Headers of every page and document beside the content security policy, which Kit writes with its nonces. */
export function securityHeaders(url: URL): Record<string, string> {
  return {
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    // Not no-referrer: browsers then send a form of our own with the origin null, which the check of origins refuses.
    'referrer-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=(), screen-wake-lock=(self)',
    ...(url.protocol === 'https:' ? { 'strict-transport-security': 'max-age=31536000; includeSubDomains' } : {}),
  };
}

/** Lets a page talk to Mapbox, which its engine needs and nothing else does. */
export function allowMapbox(policy: string): string {
  return policy
    .replace("connect-src 'self'", "connect-src 'self' https://api.mapbox.com https://events.mapbox.com")
    .replace("img-src 'self' data:", "img-src 'self' data: blob:")
    .replace("worker-src 'self'", "worker-src 'self' blob:");
}
