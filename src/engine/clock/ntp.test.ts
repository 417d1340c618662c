import { makeSeries } from '../../../pkg/testkit';
import { ntpMetrics, readNtp } from './ntp';

function metric(name: string, labels: Readonly<Record<string, string>>, ...values: Array<number | null>) {
  return makeSeries({ name, labels, values });
}

describe('readNtp', () => {
  it('reads what daemons say, so that a clock that is ahead is positive', () => {
    const readings = readNtp([
      metric('node_timex_offset_seconds', { nodename: 'b', instance: 'b:9100' }, -0.1, -0.34, null),
      metric('chrony_tracking_system_time_seconds', { instance: 'a:9123' }, 0.002),
      metric('node_timex_sync_status', { nodename: 'b' }, 0),
      metric('up', { instance: 'a:1' }, 1),
    ]);
    expect(readings).toEqual([
      { node: 'a', offset: 2e6, source: 'chrony', unsynchronised: false },
      { node: 'b', offset: expect.closeTo(340e6, 0), source: 'timex', unsynchronised: true },
    ]);
  });

  it('says nothing of series without a sample', () => {
    expect(readNtp([metric('node_ntp_offset_seconds', { instance: 'a' }, null)])).toEqual([]);
    expect(ntpMetrics).toContain('node_ntp_offset_seconds');
  });
});
