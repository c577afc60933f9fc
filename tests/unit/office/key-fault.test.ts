import { describe, expect, it } from 'vitest';
import { findKeyFault } from '../../../stream/office/commands/key-create.ts';

const wish = { world: 'live', kinds: ['kiosk'], assets: ['K*'], allowanceD: 35 };

describe('wish for a key', () => {
  it.each([
    [wish],
    [{ ...wish, world: 'replay:bad-weather-2' }],
    [{ ...wish, kinds: ['kiosk', 'ticket', 'counter', 'call', 'parking', 'record'] }],
    [{ ...wish, assets: ['*'] }],
    [{ ...wish, assets: ['P00004', 'B0*'] }],
  ])('%j is fine', (body) => {
    expect(findKeyFault(body, 35)).toBeUndefined();
  });

  it.each([
    ['no such world', { ...wish, world: 'prod' }, 'world:'],
    ['the clock', { ...wish, kinds: ['kiosk', 'clock'] }, 'kinds: no sender can be given clock'],
    ['an unknown kind', { ...wish, kinds: ['weather'] }, 'there are kiosk'],
    ['a star in the middle', { ...wish, assets: ['K*1'] }, 'assets: K*1'],
    ['an empty asset', { ...wish, assets: [''] }, 'assets:'],
    ['older events than are kept', { ...wish, allowanceD: 36 }, 'RETENTION_D'],
  ])('is refused for %s', (_why, body, fault) => {
    expect(findKeyFault(body, 35)).toContain(fault);
  });
});
