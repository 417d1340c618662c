import { defaultIdentityRules, identifyService, type IdentityFields, UNMAPPED } from './identity';
import { identityReader } from './identity-reader';

function key(fields: IdentityFields): string {
  const { key: found, basis } = identifyService(fields, defaultIdentityRules);
  return `${found} by ${basis}`;
}

function resource(attributes: Readonly<Record<string, string>>): IdentityFields {
  return { resource: Object.entries(attributes).map(([name, value]) => ({ key: name, value })) };
}

describe('identifyService', () => {
  it.each<[string, IdentityFields, string]>([
    ['a span', resource({ 'service.name': 'cart' }), 'cart by resource:service.name'],
    [
      'a span with a namespace',
      resource({ 'service.name': 'cart', 'service.namespace': 'shop' }),
      'shop/cart by resource:service.name',
    ],
    ['a trace frame', { serviceName: 'cart', serviceNamespace: 'shop' }, 'shop/cart by resource:service.name'],
    [
      'Loki by OTLP',
      { labels: { service_name: 'cart', service_namespace: 'shop' } },
      'shop/cart by label:service_name',
    ],
    ['Prometheus by OTLP', { labels: { job: 'shop/cart', instance: 'a:1' } }, 'shop/cart by label:job'],
    [
      'an OTLP job next to its name',
      { labels: { job: 'shop/cart', service_name: 'cart' } },
      'shop/cart by label:service_name',
    ],
    [
      'a scrape job next to a service',
      { labels: { job: 'shop', service: 'cart', instance: 'a:1' } },
      'cart by label:service',
    ],
    [
      'a scrape job with two slashes',
      { labels: { job: 'integrations/kubernetes/kubelet', app: 'cart' } },
      'cart by label:app',
    ],
    ['an application', { labels: { application: 'cart', instance: 'a:1' } }, 'cart by label:application'],
    ['a container', { labels: { container: 'cart', pod: 'cart-1' } }, 'cart by label:container'],
    ['a workload before its container', { labels: { container: 'main', workload: 'cart' } }, 'cart by label:workload'],
    ['a bare job', { labels: { job: 'cart', instance: 'a:1' } }, 'cart by label:job'],
    ['an instance', { labels: { instance: 'cart:8080' } }, 'cart:8080 by label:instance'],
    [
      'a placeholder, then something better',
      { labels: { service_name: 'unknown_service', app: 'cart' } },
      'cart by label:app',
    ],
  ])('names %s', (_, fields, expected) => {
    expect(key(fields)).toBe(expected);
  });

  it('does not guess', () => {
    expect(identifyService({}, defaultIdentityRules)).toBe(UNMAPPED);
    expect(identifyService({ labels: { pod: 'cart-7f9' } }, defaultIdentityRules)).toBe(UNMAPPED);
    expect(identifyService({ serviceName: 'unknown_service:node' }, defaultIdentityRules)).toBe(UNMAPPED);
    expect(identifyService({ serviceName: 'OTLPResourceNoServiceName' }, defaultIdentityRules)).toBe(UNMAPPED);
  });

  it('follows its own rules and overrides', () => {
    const rules = { order: ['label:pod'], overrides: [{ from: 'cart-1', to: 'shop/cart' }] };

    expect(identifyService({ labels: { pod: 'cart-1', app: 'x' } }, rules)).toEqual({
      key: 'shop/cart',
      name: 'cart',
      namespace: 'shop',
      basis: 'override:label:pod',
    });
  });
});

describe('identityReader', () => {
  it('lists each identity once', () => {
    const reader = identityReader(defaultIdentityRules);
    const rows = ['a', 'b', 'a'].map((app) => reader.row({ labels: { app } }));

    expect(rows).toEqual([0, 1, 0]);
    expect(reader.services.map((service) => service.key)).toEqual(['a', 'b']);
  });
});
