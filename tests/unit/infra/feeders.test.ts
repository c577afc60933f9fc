import { describe, expect, it } from 'vitest';
import { listFeeders } from '../../../infra/setup/feeders.ts';

describe('what feeds the system', () => {
  it('is the simulated city unless told otherwise', () => {
    expect(listFeeders({}).map(({ world }) => world)).toEqual(['sim:start']);
    expect(listFeeders({ VONGLAU_FEED: 'simulate' })).toEqual(listFeeders({}));
    expect(listFeeders({ VONGLAU_FEED: 'none' })).toEqual([]);
  });

  it('is nothing that nobody knows', () => {
    expect(() => listFeeders({ VONGLAU_FEED: 'real' })).toThrow('it must be simulate, replay or none');
  });
});
