import { changesOfAnnotations } from '..';
import { seconds } from '../testing/signals';

const KNOWN = ['shop/checkout', 'cart', 'cart-db', 'web'];

function told(text: string, ...tags: readonly string[]): string | undefined {
  const [one] = changesOfAnnotations([{ at: seconds(0), text, tags }], KNOWN);
  return one && `${one.kind} ${one.service}`.trim();
}

describe('annotations', () => {
  it.each([
    ['Deployed checkout v2.4.1', 'deploy shop/checkout'],
    ['Rolled back cart to 1.3', 'deploy cart'],
    ['Scaled deployment checkout from 3 to 1', 'scaling shop/checkout'],
    ['HPA: cart-db 2 → 8 replicas', 'scaling cart-db'],
    ['feature flag new-prices on for cart', 'configuration cart'],
    ['ConfigMap checkout-limits updated', 'configuration'],
    ['Release 7 with feature flag off', 'deploy'],
    ['Upscaling of the cluster', 'scaling'],
    ['Meeting about the recorder', undefined],
    ['Lunch', undefined],
    ['', undefined],
  ])('"%s" is %s', (text, expected) => {
    expect(told(text)).toBe(expected);
  });

  it('are of whom a tag says, then of whom the text names', () => {
    expect(told('deployed', 'service:checkout')).toBe('deploy shop/checkout');
    expect(told('deployed', 'app=elsewhere')).toBe('deploy elsewhere');
    expect(told('deployed beside cart', 'shop/checkout')).toBe('deploy shop/checkout');
    // Three letters are a word of any text, unless somebody says that they are a service.
    expect(told('deployed the web')).toBe('deploy');
    expect(told('done', 'deploy', 'web')).toBe('deploy web');
  });

  it('are of the kind that their tags say, whatever words the text has, but not whose name is such a word', () => {
    expect(told('scaled out the release', 'config')).toBe('configuration');
    expect(told('lunch', 'service:deploy')).toBeUndefined();
  });

  it('are shown without markup; a time of 0 is a time', () => {
    const text = '<b>Deployed</b>\n<a href="https://ci">cart</a>';
    expect(changesOfAnnotations([{ at: seconds(0), text, tags: [] }], KNOWN)).toEqual([
      { kind: 'deploy', at: 0, service: 'cart', text: 'Deployed cart' },
    ]);
  });
});
