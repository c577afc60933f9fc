import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { chunksOf, nextChunk } from '../../../ingest/door/http/read-body.ts';

test('a body that stops coming is late, and what it does later harms nobody', async () => {
  const body = new PassThrough();
  const chunks = chunksOf(body);
  body.write('a');
  expect(await nextChunk(chunks, 1_000)).toMatchObject({ done: false });
  expect(await nextChunk(chunks, 10)).toBe('late');
  body.destroy(new Error('the sender went away'));
  await new Promise((resolve) => setImmediate(resolve));
});

test('a sender that goes away is told from one that is slow', async () => {
  const body = new PassThrough();
  const next = nextChunk(chunksOf(body), 1_000);
  body.destroy(new Error('the sender went away'));
  await expect(next).rejects.toThrow('went away');
});
