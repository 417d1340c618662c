import { epochMs } from '../../engine/units';
import { requestDashboard, exploreAddress } from './address';
import { rangeOf } from './moment';
import { forgetInvestigations, type Investigation, recentInvestigations, rememberInvestigation } from './recent';
import { recogniseId } from './recognise';

const trace = '4bf92f3577b34da6a3ce929d0e0e4736';

describe('what people paste', () => {
  it.each([
    ['  req_1 ', { id: 'req_1', key: undefined }],
    ['"req_1"', { id: 'req_1', key: undefined }],
    [trace.toUpperCase(), { id: trace.toUpperCase(), key: 'trace' }],
    [`traceparent: 00-${trace}-00f067aa0ba902b7-01`, { id: trace, key: 'trace' }],
    ['X-Request-ID: req_1', { id: 'req_1', key: 'request_id' }],
    ['', { id: '', key: undefined }],
  ])('%s', (text, expected) => {
    expect(recogniseId(text)).toEqual(expected);
  });
});

describe('ranges', () => {
  it('make a range around them, and without one a range that ends now', () => {
    expect(rangeOf(3600, undefined)).toEqual({ from: 'now-3600s', to: 'now' });
    expect(rangeOf(60, epochMs(100_000))).toEqual({ from: '70000', to: '130000' });
  });
});

describe('addresses', () => {
  const one: Investigation = { source: 'clew', key: 'request_id', id: 'a&b="c"', from: '1', to: '2' };

  it('carry any ID whole', () => {
    const { searchParams } = new URL(requestDashboard(one), 'http://localhost');
    expect(searchParams.get('var-id')).toBe(one.id);
    expect(searchParams.get('var-source')).toBe('clew');
    const panes = new URL(exploreAddress(one), 'http://localhost').searchParams.get('panes') ?? '';
    expect(JSON.parse(panes).clew.queries[0].value).toBe(one.id);
  });
});

describe('recent investigations', () => {
  const one = (id: string): Investigation => ({ source: 'clew', key: 'request_id', id, from: 'now-1h', to: 'now' });

  beforeEach(() => window.localStorage.clear());

  it('keep the last eight, each once, the newest first', () => {
    for (const id of [...'abcdefghij', 'h']) {
      rememberInvestigation(window.localStorage, one(id));
    }
    expect(recentInvestigations(window.localStorage).map(({ id }) => id)).toEqual([...'hjigfedc']);
    forgetInvestigations(window.localStorage);
    expect(recentInvestigations(window.localStorage)).toEqual([]);
  });

  it('do without storage that is broken or forbidden', () => {
    expect(recentInvestigations({ getItem: () => '{', setItem: () => undefined })).toEqual([]);
    const forbidden = () => {
      throw new Error('forbidden');
    };
    expect(recentInvestigations({ getItem: forbidden, setItem: forbidden })).toEqual([]);
    expect(() => rememberInvestigation({ getItem: forbidden, setItem: forbidden }, one('a'))).not.toThrow();
  });
});
