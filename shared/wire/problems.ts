/** Every problem the door answers with, by the last part of its `type` (`urn:vonglau:problem:<name>`), and its status. */
export const problemStatuses = {
  'malformed-json': 400,
  'malformed-gzip': 400,
  'invalid-event': 400,
  'invalid-query': 400,
  'unknown-asset': 400,
  'wrong-unit': 400,
  'out-of-time': 400,
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  'method-not-allowed': 405,
  'too-slow': 408,
  'too-large': 413,
  'unsupported-media-type': 415,
  'rate-exceeded': 429,
  unavailable: 503,
} as const;

/** The names of all problems the door answers with. */
export type ProblemName = keyof typeof problemStatuses;
