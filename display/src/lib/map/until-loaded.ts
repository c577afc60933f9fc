/** Waits for an engine to be ready to be changed; `listen` tells it where to say so, or what went wrong. */
export async function untilLoaded(
  listen: (done: () => void, fail: (error: Error) => void) => void,
  timeoutMs: number,
): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<undefined>();
  const timer = setTimeout(() => {
    reject(new Error('the map engine did not start'));
  }, timeoutMs);
  listen(() => {
    resolve(undefined);
  }, reject);
  await promise.finally(() => {
    clearTimeout(timer);
  });
}
