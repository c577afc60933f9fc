import type { BriefProof } from '#shared/brief/ask/verify-brief.ts';

/** What a proof found, line by line. */
export function describeProof({ id, isUntouched, hindrance, changedSince, ...found }: BriefProof): string[] {
  const { isSame, events, differences } = found;
  const same = isSame
    ? 'every figure and sentence comes out the same'
    : `${differences.length} places come out otherwise:`;
  return [
    ...(hindrance === null
      ? [`brief ${id}: ${events} raw events up to its cut counted again`]
      : [
          hindrance.why === 'gone'
            ? `brief ${id}: its raw events up to ${hindrance.to} are gone (RETENTION_D); it cannot be worked out again`
            : `brief ${id} was written by an earlier program (model ${hindrance.model}), which could work it out again`,
          'here only its hash can say whether it is as it was issued:',
        ]),
    isUntouched
      ? 'its stored data, and its addenda, are what their hashes say'
      : 'ITS STORED DATA IS NOT WHAT ITS HASH SAYS: it was changed in the database',
    ...(isSame === null ? [] : [same]),
    ...differences.map(({ where, was, is }) => `  ${where}: was ${was}, is ${is}`),
    ...(changedSince.length > 0
      ? [`incidents acted on since (told as they were then): ${changedSince.map((one) => `SC-${one}`).join(', ')}`]
      : []),
  ];
}
