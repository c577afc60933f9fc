import { describe, expect, it } from 'vitest';
import { curlExample } from '../../../infra/office/curl-example.ts';
import { formatTable } from '../../../infra/office/format-table.ts';

describe('table', () => {
  it('aligns columns and ends lines without spaces', () => {
    const rows = [
      ['abc', 'x'],
      ['a', 'longer'],
    ];
    expect(formatTable(['NAME', 'VALUE'], rows)).toBe('NAME  VALUE\nabc   x\na     longer\n');
  });

  it('of nothing is its headings', () => {
    expect(formatTable(['NAME'], [])).toBe('NAME\n');
  });
});

describe('curl example', () => {
  const example = (key: { source: string; kinds: string[]; assets: string[] }): string =>
    curlExample({ publicUrl: 'http://localhost:8080', token: 'vl_a_b', key, now: new Date(0) });

  it('holds an event that the key may send, safe for a shell', () => {
    const text = example({ source: "urn:it's", kinds: ['kiosk'], assets: ['K*'] });
    expect(text).toContain(String.raw`urn:it'\''s`);
    expect(text).toContain('"asset":"K001"');
    expect(text).toContain('"time":"1970-01-01T00:00:00.000Z"');
  });

  it('leaves the event to a file for other kinds', () => {
    expect(example({ source: 'urn:x', kinds: ['call'], assets: ['H*'] })).toMatch(/-d @event\.json$/);
  });
});
