import { type DataQueryError, dateTime, getDefaultTimeRange, LoadingState } from '@grafana/data';
import { initPluginTranslations } from '@grafana/i18n';
import { render, screen } from '@testing-library/react';
import React from 'react';
import { epochMsAt } from '../../../pkg/testkit';
import type { LegState, ReportLine } from '../../engine/correlation';
import { NoData } from '..';

beforeAll(async () => {
  await initPluginTranslations('clew-timeline-panel');
});

interface Draft {
  readonly state?: LoadingState;
  readonly errors?: DataQueryError[];
  readonly legs?: readonly LegState[];
  readonly id?: string;
}

function show({ state = LoadingState.Done, errors, legs = [], id }: Draft): string {
  const timeRange = { ...getDefaultTimeRange(), from: dateTime(epochMsAt(0)), to: dateTime(epochMsAt(60_000)) };
  const report = legs.map((leg, at): ReportLine => {
    const words = { message: `leg.${leg}`, params: {} };
    return { leg: `l${at}`, signal: 'logs', source: 'Loki', state: leg, rows: 0, elapsedMs: undefined, ...words };
  });
  render(
    <NoData
      data={{ series: [], state, errors, timeRange }}
      report={report}
      timeZone="utc"
      id={id}
      answered={{ kind: 'empty', title: 'Nothing here', known: ['2 frames'], advice: ['Look elsewhere'] }}
    />
  );
  return screen.getByTestId(/^clew-state/).getAttribute('data-testid') ?? '';
}

describe('nothing to draw', () => {
  it('because sources refuse', () => {
    expect(show({ errors: [{ refId: 'A', status: 403, statusText: 'Forbidden' }] })).toBe('clew-state forbidden');
    expect(screen.getByRole('alert')).toHaveTextContent('A: Forbidden');
    expect(screen.getByRole('alert')).not.toHaveTextContent('Nothing here');
  });

  it.each<[string, Draft]>([
    ['forbidden', { legs: ['forbidden', 'empty'] }],
    ['failed', { state: LoadingState.Error }],
    ['failed', { errors: [{ message: 'refused' }] }],
    ['failed', { legs: ['timed-out'] }],
    // What one source refuses, another may have answered.
    ['empty', { legs: ['forbidden', 'done'] }],
    ['loading', { state: LoadingState.Loading }],
    ['loading', { legs: ['done', 'waiting'] }],
    ['empty', { legs: ['done', 'empty'] }],
  ])('is %s', (kind, draft) => {
    expect(show(draft)).toBe(`clew-state ${kind}`);
  });

  it('says what was asked, and what the panel knows', () => {
    show({ id: 'req_1', legs: ['done'] });
    const message = screen.getByRole('status');
    expect(message).toHaveTextContent('Asked for req_1, from 2026-11-21 09:40:00.000 to 2026-11-21 09:41:00.000');
    expect(message).toHaveTextContent(/2 frames.*Loki.*Look elsewhere/);
  });
});
