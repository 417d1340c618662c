import { type DataQueryError, LoadingState, type PanelData } from '@grafana/data';
import type { ReportLine } from '../../engine/correlation';
import { legTone } from '../LegMark';

/** Why a panel may have nothing to draw, as far as its sources say; `answered` when they have said all. */
export type AnswerState = 'forbidden' | 'failed' | 'loading' | 'answered';

/** How the sources of a panel answered. A report of our data source says more than Grafana's state. */
export function answerState(data: PanelData, report: readonly ReportLine[]): AnswerState {
  const errors = data.errors ?? [];
  if (isForbidden(errors, report)) {
    return 'forbidden';
  }
  if (isFailed(data, errors, report)) {
    return 'failed';
  }
  return isLoading(data, report) ? 'loading' : 'answered';
}

/** An error of a query in its source's words, after the query's letter. */
export function errorText(error: DataQueryError): string {
  const message = error.message ?? error.data?.message ?? error.statusText ?? String(error.status ?? '');
  return error.refId === undefined ? message : `${error.refId}: ${message}`;
}

function isForbidden(errors: readonly DataQueryError[], report: readonly ReportLine[]): boolean {
  const refused = (status: number | undefined) => status === 401 || status === 403;
  return (
    errors.some((error) => refused(error.status)) ||
    (report.some((line) => line.state === 'forbidden') && report.every((line) => legTone(line.state) !== 'good'))
  );
}

function isFailed(data: PanelData, errors: readonly DataQueryError[], report: readonly ReportLine[]): boolean {
  return (
    data.state === LoadingState.Error ||
    errors.length > 0 ||
    report.some((line) => line.state === 'failed' || line.state === 'timed-out')
  );
}

function isLoading(data: PanelData, report: readonly ReportLine[]): boolean {
  return (
    data.state === LoadingState.Loading ||
    data.state === LoadingState.NotStarted ||
    report.some((line) => line.state === 'loading' || line.state === 'waiting')
  );
}
