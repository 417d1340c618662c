import { arrayToDataFrame, toDataFrame } from '@grafana/data';
import { epochNsFromMs } from '../../engine/units';
import { readAnnotations } from './annotations';

const ORIGIN = epochNsFromMs(1_766_000_000_000);

describe('annotations of a dashboard', () => {
  it('are changes, as Grafana hands them to a panel', () => {
    const row = (second: number, title: string, text: string, tags: readonly string[], newState = '') => ({
      time: 1_766_000_000_000 + second * 1000,
      title,
      text,
      tags,
      newState,
    });
    const frame = arrayToDataFrame([
      row(5, '', 'Deployed cart 1.4', ['deploy', 'service:cart']),
      row(0, 'Scaled', 'to 8 pods', []),
      row(1, '', 'lunch', ['team']),
      row(2, '', 'deploy is slow', [], 'alerting'),
    ]);
    expect(readAnnotations([frame], ORIGIN, ['shop/cart'])).toEqual([
      { kind: 'deploy', at: 5e9, service: 'shop/cart', text: 'Deployed cart 1.4' },
      { kind: 'scaling', at: 0, service: '', text: 'Scaled: to 8 pods' },
    ]);
  });

  it('may have their tags in one text', () => {
    const frame = toDataFrame({
      fields: [
        { name: 'time', values: [1_766_000_000_000] },
        { name: 'text', values: ['1.4'] },
        { name: 'tags', values: ['rollout, cart'] },
      ],
    });
    expect(readAnnotations([frame], ORIGIN, ['cart'])).toMatchObject([{ kind: 'deploy', service: 'cart' }]);
  });

  it('without a time, or of other fields, are none', () => {
    const broken = {
      fields: [
        { name: 'time', values: [null, 'x', NaN] },
        { name: 'text', values: ['deploy'] },
      ],
    };
    expect(readAnnotations([broken, { fields: [] }], ORIGIN, [])).toEqual([]);
  });
});
