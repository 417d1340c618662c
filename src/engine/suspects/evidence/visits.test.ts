import { atMs, makeTrace } from '../../../../pkg/testkit';
import { finish } from '../../steps';
import { walkTraces } from './visits';

describe('walkTraces', () => {
  it('takes waiting for something unnamed for nobody\u2019s own time', () => {
    const trace = makeTrace({
      traceId: 'a',
      spans: [
        { id: '1', service: 'tax', operation: 'GET /rates', kind: 'server', start: 0, end: 100 },
        { id: '2', parent: '1', service: 'tax', operation: 'SELECT rates', kind: 'client', start: 10, end: 90 },
      ],
    });
    const { visits, calls } = finish(walkTraces([trace], atMs(0), (key) => key));
    expect(visits.map(({ self }) => self)).toEqual([20e6]);
    expect(calls).toEqual([]);
  });
});
