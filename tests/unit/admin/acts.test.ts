import { describe, expect, it, test } from 'vitest';
import { createAnswerOnce } from '../../../display/src/lib/admin/server/answer-once.ts';
import { commandIdOf } from '../../../display/src/lib/admin/server/command-id.ts';
import { readForm } from '../../../display/src/lib/admin/server/form.ts';
import { readKeyWish } from '../../../display/src/lib/admin/server/key-wish.ts';
import { findMissing } from '../../../display/src/lib/admin/server/tell.ts';
import { sayAct } from '../../../display/src/lib/admin/say-act.ts';
import { actWords } from '../../../display/src/lib/admin/words/act-words.ts';

const sent = (fields: readonly (readonly [string, string])[]) => {
  const body = new FormData();
  for (const [name, value] of fields) body.append(name, value);
  return readForm(new Request('http://x', { method: 'POST', body }));
};

describe('the id of a command', () => {
  const asked = { verb: 'key.revoke', body: { kid: 'a' } };

  it('is the same for the same form pressed twice, and another for everything else', () => {
    const id = commandIdOf('nonce-1', 'lan', asked);
    expect(commandIdOf('nonce-1', 'lan', { verb: 'key.revoke', body: { kid: 'a' } })).toBe(id);
    const others = [
      commandIdOf('nonce-2', 'lan', asked),
      commandIdOf('nonce-1', 'minh', asked),
      commandIdOf('nonce-1', 'lan', { ...asked, body: { kid: 'b' } }),
      commandIdOf('nonce-1', 'lan', { ...asked, verb: 'key.create' }),
    ];
    expect(new Set([id, ...others]).size).toBe(5);
    expect(id.length).toBeLessThanOrEqual(64);
  });
});

describe('an answer', () => {
  it('is given to both presses and asked for once, for some seconds', async () => {
    const clock = { ms: 0 };
    const once = createAnswerOnce(() => clock.ms);
    let asked = 0;
    const ask = () => Promise.resolve({ ok: true, value: (asked += 1) } as const);
    expect(await Promise.all([once('id', ask), once('id', ask)])).toEqual([
      { ok: true, value: 1 },
      { ok: true, value: 1 },
    ]);
    clock.ms = 16_000;
    expect(await once('id', ask)).toEqual({ ok: true, value: 2 });
  });

  it('that was a refusal is asked for again', async () => {
    const once = createAnswerOnce(() => 0);
    const refusal = { ok: false, code: 'unavailable', message: '' } as const;
    expect(await once('id', () => Promise.resolve(refusal))).toEqual(refusal);
    expect(await once('id', () => Promise.resolve({ ok: true, value: 1 }))).toEqual({ ok: true, value: 1 });
  });
});

describe('a form', () => {
  it('is filled in again without its secrets', async () => {
    const form = await sent([
      ...([
        ['nonce', 'n'],
        ['reason', 'why'],
        ['password', 'secret words'],
        ['name', ' lan '],
      ] as const),
      ...([
        ['kinds', 'kiosk'],
        ['kinds', 'ticket'],
      ] as const),
    ]);
    expect(form.values).toEqual({ name: 'lan', kinds: ['kiosk', 'ticket'] });
  });

  it('needs a reason, and its name typed where nothing can be undone', async () => {
    const about = { verb: 'key.revoke', subject: 'aaaa' };
    const missing = async (fields: readonly (readonly [string, string])[]) =>
      findMissing(about, await sent(fields), 'aaaa')?.data.told;
    expect(await missing([['confirm', 'aaaa']])).toMatchObject({ field: 'reason' });
    expect(
      await missing([
        ['reason', 'because'],
        ['confirm', 'aaa'],
      ]),
    ).toMatchObject({ field: 'confirm' });
    expect(
      await missing([
        ['reason', 'because'],
        ['confirm', 'aaaa'],
      ]),
    ).toBeUndefined();
  });

  it('wishes for a key as it was filled in', async () => {
    const form = await sent([
      ['source', 'urn:x'],
      ['world', 'live'],
      ['kinds', 'kiosk'],
      ['assets', 'K001, K002;K003'],
      ['ratePerS', '5'],
    ]);
    expect(readKeyWish(form)).toEqual({
      ...{ source: 'urn:x', world: 'live', kinds: ['kiosk'], assets: ['K001', 'K002', 'K003'], ratePerS: 5 },
    });
  });
});

test('what became of an act is said in both languages, with what to do next', () => {
  const refused = { verb: 'account.create', subject: 'lan', ok: false, code: 'conflict' } as const;
  expect(sayAct(refused, 'vi')).toContain('Đã có tài khoản');
  expect(sayAct({ verb: 'no.such', subject: 'x', ok: false, code: 'unavailable' }, 'en')).toContain('does not answer');
  const counts = { accepted: 3, refused: 1 };
  expect(sayAct({ verb: 'quarantine.replay', subject: 'x', ok: true, counts }, 'en')).toContain(
    '3 accepted, 1 refused',
  );
  expect(Object.keys(actWords.en.verbs)).toEqual(Object.keys(actWords.vi.verbs));
});
