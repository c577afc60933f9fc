/** A figure that must be asked for: taken now and then, held until the next time, undefined when it could not be had. */
export type Sample<Value> = { readonly take: () => Promise<void>; readonly value: () => Value | undefined };

const patienceMs = 3_000;

/** Samples `read`. A question that is not answered in 3 s is given up, and not asked again before it has ended. */
export function sampleOf<Value>(read: () => Promise<Value>): Sample<Value> {
  let value: Value | undefined;
  let asking: Promise<Value | undefined> | undefined;
  return {
    value: () => value,
    take: async () => {
      asking ??= read()
        .catch(() => undefined)
        .finally(() => (asking = undefined));
      const { promise: late, resolve } = Promise.withResolvers<undefined>();
      const timer = setTimeout(resolve, patienceMs, undefined);
      value = await Promise.race([asking, late]);
      clearTimeout(timer);
    },
  };
}
