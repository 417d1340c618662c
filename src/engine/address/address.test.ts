import fc from 'fast-check';
import { investigateAddress, investigateTemplate, parseMoment, readInvestigateAddress } from '.';

const trace = '4bf92f3577b34da6a3ce929d0e0e4736';
const read = (search: string) => readInvestigateAddress(search).result;
const codes = (search: string) => readInvestigateAddress(search).problems.map(({ code }) => code);

describe('the address of the Investigate page', () => {
  it('carries any value whole', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, unit: 'grapheme' }), fc.string({ minLength: 1 }), (id, service) => {
        const address = new URL(investigateAddress({ id, service }), 'http://localhost');
        expect(address.searchParams.get('id')).toBe(id);
        expect(address.searchParams.get('service')).toBe(service);
      })
    );
  });

  it('is its path alone when there is nothing to say', () => {
    expect(investigateAddress({ id: '', service: undefined })).toBe('/a/clew-incident-app/investigate');
  });

  it('keeps the expressions of a template as Grafana reads them', () => {
    expect(investigateTemplate({ trace: '${__value.raw:percentencode}', from: '${__from}', to: '${__to}' })).toBe(
      '/a/clew-incident-app/investigate?trace=${__value.raw:percentencode}&from=${__from}&to=${__to}'
    );
  });

  it('has 0 as a time', () => {
    expect(investigateAddress({ id: 'a', from: 0 })).toContain('from=0');
  });
});

describe('an address, read', () => {
  it.each([
    ['?key=order_id&id=o-1', { kind: 'id', key: 'order_id', id: 'o-1' }],
    ['id=req_1', { kind: 'id', key: undefined, id: 'req_1' }],
    [`trace=${trace.toUpperCase()}`, { kind: 'id', key: 'trace', id: trace }],
    ['trace=a3ce929d0e0e4736', { kind: 'id', key: 'trace', id: '0000000000000000a3ce929d0e0e4736' }],
    ['service=check%20out', { kind: 'service', service: 'check out' }],
    [`id=req_1&trace=${trace}&service=cart`, { kind: 'id', key: undefined, id: 'req_1' }],
    [`trace=${trace}&service=cart`, { kind: 'id', key: 'trace', id: trace }],
    ['', { kind: 'none' }],
    ['id=%20', { kind: 'none' }],
  ])('%s', (search, subject) => {
    expect(readInvestigateAddress(search)).toMatchObject({ result: { subject }, problems: [] });
  });

  const at = Date.UTC(2026, 10, 21, 10, 17);

  it.each([
    [`from=${at}&to=${at + 1}`, { from: String(at), to: String(at + 1) }],
    ['from=2026-11-21T10:17:00Z&to=now', { from: String(at), to: 'now' }],
    ['from=now-6h&to=now-1h/h', { from: 'now-6h', to: 'now-1h/h' }],
    ['from=now-2d%2Fd', { from: 'now-2d/d', to: 'now' }],
    ['to=now', { from: 'now-1h', to: 'now' }],
    ['to=now-1d', { from: 'now-1h-1d', to: 'now-1d' }],
    [`to=${at}`, { from: String(at - 3_600_000), to: String(at) }],
    ['id=x', undefined],
  ])('times: %s', (search, range) => {
    expect(readInvestigateAddress(search)).toMatchObject({ problems: [] });
    expect(read(search).range).toEqual(range);
  });

  it.each([
    ['trace=xyz', ['address.bad-trace']],
    ['from=yesterday&id=x', ['address.bad-time']],
    ['from=now-1&id=x', ['address.bad-time']],
    [`id=x&from=${at}&to=${at}`, ['address.empty-range']],
    ['key=request_id', ['address.key-without-id']],
    ['service=%7B%7B%20$labels.service%20%7D%7D', ['address.unfilled']],
    ['service=[no value]&id=$%7Bid%7D', ['address.unfilled', 'address.unfilled']],
  ])('what is wrong is named: %s', (search, expected) => {
    expect(codes(search)).toEqual(expected);
  });

  it('goes on with what can be used', () => {
    expect(read('trace=xyz&service=cart&from=never&to=now')).toEqual({
      subject: { kind: 'service', service: 'cart' },
      range: { from: 'now-1h', to: 'now' },
      source: undefined,
    });
  });

  it('is what was written', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z][ -~]{0,20}[a-z]$/), fc.nat(), (id, from) => {
        const target = { key: 'k', id, from: 1_700_000_000_000 + from, to: 'now', source: 'uid' };
        expect(read(new URL(investigateAddress(target), 'http://x').search)).toEqual({
          subject: { kind: 'id', key: 'k', id },
          range: { from: String(target.from), to: 'now' },
          source: 'uid',
        });
      })
    );
  });
});

describe('moments', () => {
  const at = Date.UTC(2026, 10, 21, 10, 17, 0);

  it.each([
    '2026-11-21T10:17:00Z',
    '2026-11-21 10:17',
    '2026-11-21T11:17:00+01:00',
    '2026-11-21 10:17:00,000',
    String(at / 1000),
    String(at),
    `${at}000`,
    `${at}000000`,
  ])('%s', (text) => {
    expect(parseMoment(text)).toBe(at);
  });

  it.each(['', 'yesterday', '2026-13-40', '12'])('"%s" is none', (text) => {
    expect(parseMoment(text)).toBeUndefined();
  });
});
