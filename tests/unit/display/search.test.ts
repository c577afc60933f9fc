import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { opensSearch } from '../../../display/src/lib/search/opens-search.ts';
import { find, prepare, wordsIn, type Findable } from '../../../display/src/lib/search/find.ts';
import { assetKindNames, findKindNames } from '../../../display/src/lib/search/kind-names.ts';
import { listPages } from '../../../display/src/lib/search/page-list.ts';

const unit = (code: string, title: string): Findable => {
  return { kind: 'unit', code, title, about: code, words: findKindNames.unit };
};
const kiosk = (code: string, unitName: string): Findable => {
  return { kind: 'asset', code, title: code, about: `Kiosk, ${unitName}`, words: assetKindNames.kiosk };
};
const things: Findable[] = [
  unit('00004', 'Ba Đình'),
  unit('00070', 'Hoàn Kiếm'),
  unit('09994', 'Ba Vì'),
  unit('00103', 'Tây Hồ'),
  {
    kind: 'asset',
    code: 'P00070',
    title: 'P00070 · Hoàn Kiếm',
    about: 'Điểm phục vụ, Hoàn Kiếm',
    words: assetKindNames.point,
  },
  kiosk('K001', 'Ba Đình'),
  kiosk('K010', 'Hoàn Kiếm'),
  kiosk('K0101', 'Tây Hồ'),
  { kind: 'source', code: 'urn:hanoi:kiosks', title: 'urn:hanoi:kiosks', about: 'kiosk', words: findKindNames.source },
];
const all = things.map(prepare);
const codesFor = (typed: string): string[] => find(all, typed, 20).finds.map(({ code }) => code);

describe('what is typed', () => {
  it('is parted into words without marks, whatever form the letters came in', () => {
    expect(wordsIn('  Đống-Đa, HOÀN  Kiếm ')).toEqual(['dong', 'da', 'hoan', 'kiem']);
    expect(wordsIn('Hà Nội'.normalize('NFD'))).toEqual(wordsIn('Hà Nội'.normalize('NFC')));
    expect(wordsIn('!? …')).toEqual([]);
  });

  test.each([
    ['ba dinh', '00004'],
    ['BA ĐÌNH', '00004'],
    ['đình', '00004'],
    ['hoan k', '00070'],
    ['00070', '00070'],
    ['k010', 'K010'],
    ['urn:hanoi:kiosks', 'urn:hanoi:kiosks'],
  ])('%s finds %s first', (typed, code) => {
    expect(codesFor(typed)[0]).toBe(code);
  });

  it('finds a kind as people call it, and narrows it by a place', () => {
    expect(codesFor('kiot')).toEqual(expect.arrayContaining(['K001', 'K010', 'K0101']));
    expect(codesFor('ki-ốt ba đình')).toEqual(['K001']);
    expect(codesFor('một cửa hoàn kiếm')).toEqual(['P00070']);
  });

  it('sets the code itself before codes that begin so, and names before what is merely there', () => {
    expect(codesFor('k010').slice(0, 2)).toEqual(['K010', 'K0101']);
    const found = codesFor('hoan kiem');
    expect(found[0]).toBe('00070');
    expect(found.indexOf('P00070')).toBeLessThan(found.indexOf('K010'));
  });

  it('finds nothing for nothing, and says how much there is beyond what is shown', () => {
    expect(codesFor('')).toEqual([]);
    expect(codesFor('khong-co-gi')).toEqual([]);
    expect(find(all, 'kiosk', 2)).toMatchObject({ total: 4, finds: { length: 2 } });
  });

  it('finds everything by its own code and by its own name', () => {
    fc.assert(
      fc.property(fc.constantFrom(...things), ({ code, title }) => {
        expect(codesFor(code)[0]).toBe(code);
        expect(codesFor(title)).toContain(code);
      }),
    );
  });
});

it('pages are found by who may open them, in both languages; an account of a unit finds its own', () => {
  const pagesOf = (role: 'duty' | 'unit' | 'administrator', unit: string | null = null) =>
    listPages({ kind: 'account', name: 'lan', role, unit }, 'vi');
  const firstOf = (pages: Findable[], typed: string): string | undefined =>
    find(pages.map(prepare), typed, 5).finds[0]?.code;
  expect(firstOf(pagesOf('duty'), 'incidents')).toBe('/incidents');
  expect(firstOf(pagesOf('duty'), 'nhat ky kiem toan')).toBeUndefined();
  expect(firstOf(pagesOf('administrator'), 'nhat ky kiem toan')).toBe('/admin/audit');
  const own = pagesOf('unit', '00004').map(({ code }) => code);
  expect(own).toContain('/unit/00004');
  expect(own).not.toContain('/unit');
});

describe('the key that opens the search', () => {
  const press = {
    ...{ key: '/', ctrlKey: false, altKey: false, metaKey: false, isComposing: false, repeat: false },
  };
  const place = { isOn: true, isWriting: false, isInDialog: false, isTaken: false };
  it('is /, unless it is switched off, means something else there, or is being written', () => {
    expect(opensSearch(press, place)).toBe(true);
    for (const other of [{ isOn: false }, { isWriting: true }, { isInDialog: true }, { isTaken: true }]) {
      expect(opensSearch(press, { ...place, ...other })).toBe(false);
    }
    expect(opensSearch({ ...press, ctrlKey: true }, place)).toBe(false);
  });
  it('or Ctrl+K, which is no single key and works everywhere but in a dialog', () => {
    const both = { ...press, key: 'k', ctrlKey: true };
    expect(opensSearch(both, { ...place, isOn: false, isWriting: true, isTaken: true })).toBe(true);
    expect(opensSearch(both, { ...place, isInDialog: true })).toBe(false);
    expect(opensSearch({ ...both, ctrlKey: false }, place)).toBe(false);
  });
});
