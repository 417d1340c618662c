import { suspectText } from './suspects';

describe('suspectText', () => {
  it('says shares in per cent and lengths with three digits', () => {
    expect(suspectText({ key: 'suspect.calls', params: { caller: 'a', callee: 'b', usual: 0, now: 0.99804 } })).toBe(
      '99.8 % of the calls a → b fail (usually 0 %)'
    );
    expect(
      suspectText({ key: 'suspect.gap', params: { caller: 'a', callee: 'b', usualMs: 3.14159, nowMs: 1996.99 } })
    ).toBe('Calls a → b lose 2 s on the way (usually 3.14 ms)');
  });

  it('says metrics in their unit', () => {
    const params = { metric: 'CpuUsageRate', usual: 1.2, now: 99.934, unit: 'percent' };
    expect(suspectText({ key: 'suspect.resource', params })).toBe('CpuUsageRate is 99.9% (usually 1.20%)');
    const queue = { metric: 'queue:hikaricp', usual: 8.9e-15, now: 13.77, unit: 'short' };
    expect(suspectText({ key: 'suspect.resource', params: queue })).toBe('queue (hikaricp) is 13.8 (usually 0)');
  });

  it('says which resource, and leaves the names of other metrics', () => {
    const about = (metric: string): string =>
      suspectText({ key: 'suspect.resource', params: { metric, usual: 0.1, now: 0.4, unit: 'percentunit' } });
    expect(about('cpu:process')).toMatch(/^CPU \(process\) is 40/);
    expect(about('job:http_requests:rate5m')).toMatch(/^job:http_requests:rate5m is/);
  });

  it('shows a key without words as it is', () => {
    expect(suspectText({ key: 'suspect.unheard-of', params: {} })).toBe('suspect.unheard-of');
  });
});
