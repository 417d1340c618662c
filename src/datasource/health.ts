import { catchError, defer, forkJoin, from, lastValueFrom, map, of, timeout, type Observable } from 'rxjs';
import type { TestDataSourceResponse } from '@grafana/data';
import type { DataSourceSrv } from '@grafana/runtime';
import { t } from '@grafana/i18n';
import { messageText, raw, remedyText, signalText } from '../ui';
import { capabilities } from './capabilities';
import { failure, failureOf, type Failure } from './delegate/failure';
import { viewText } from './editor/words';
import { linkedSources, type Linked } from './linked';
import { SIGNALS } from './query';
import type { ClewSettings } from './settings';

interface Checked {
  readonly source: Linked;
  /** What the source said when it works. */
  readonly message: string;
  readonly failure: Failure | undefined;
}

/**
 * Asks every linked source for its own small health check, and reports each by name, with the remedy.
 * @returns `error` when nothing works or nothing is linked, `warning` when some do not, else `success`. Never rejects.
 */
export function checkSources(
  settings: ClewSettings,
  registry: Pick<DataSourceSrv, 'get' | 'getInstanceSettings'>
): Promise<TestDataSourceResponse> {
  const sources = linkedSources(settings, registry);
  const all = SIGNALS.flatMap((signal) => sources[signal]);
  if (all.length === 0) {
    const message = t('health.no-sources', 'No data source is linked: pick at least one for traces or logs');
    return Promise.resolve({ status: 'error', message });
  }
  const checks = forkJoin(all.map((source) => check(source, settings.timeoutMs, registry)));
  return lastValueFrom(checks.pipe(map((results) => summary(results, settings))));
}

function check(source: Linked, timeoutMs: number, registry: Pick<DataSourceSrv, 'get'>): Observable<Checked> {
  if (source.unknown) {
    return of({ source, message: '', failure: failure('leg.source-unknown', 'forbidden') });
  }
  return defer(() =>
    from(registry.get({ uid: source.uid, type: source.type }).then((api) => api.testDatasource()))
  ).pipe(
    timeout({ first: timeoutMs, with: () => of({ status: 'error', message: tooLate(timeoutMs) }) }),
    map((answer) => outcome(source, answer)),
    catchError((error: unknown) => of({ source, message: '', failure: failureOf(error) }))
  );
}

/** A source says "success" or "OK" when it works, as text or not at all. */
function outcome(source: Linked, answer: TestDataSourceResponse | undefined): Checked {
  const message = answer?.message ?? '';
  const works = answer === undefined || /^(success|ok|warning|info)$/i.test(answer.status);
  return { source, message, failure: works ? undefined : failureOf({ message }) };
}

function tooLate(timeoutMs: number): string {
  return messageText('leg.timed-out', { seconds: timeoutMs / 1000 });
}

function summary(checked: readonly Checked[], settings: ClewSettings): TestDataSourceResponse {
  const failed = checked.filter((one) => one.failure !== undefined);
  const lines = checked.map(line);
  if (settings.traces.length === 0 && settings.logs.length === 0) {
    lines.push(t('health.metrics-only', 'An ID is found in traces or logs: link a source of one of these'));
  }
  lines.push(...viewLines(checked));
  const verboseMessage = lines.join('\n');
  if (failed.length === 0) {
    const message = t(
      'health.all-work',
      'All linked data sources answer: {{names}}',
      raw({
        names: checked.map(({ source }) => source.name).join(', '),
      })
    );
    return { status: 'success', message, details: { verboseMessage } };
  }
  return {
    status: failed.length === checked.length ? 'error' : 'warning',
    message: failed.map(line).join('\n'),
    details: { message: verboseMessage, verboseMessage },
  };
}

/** Which views the sources that answer are enough for. */
function viewLines(checked: readonly Checked[]): readonly string[] {
  const working = new Set(checked.filter((one) => one.failure === undefined).map(({ source }) => source.signal));
  return capabilities(working).map(({ view, works, needs }) =>
    works
      ? t('health.view-works', '{{view}}: works', { view: viewText(view) })
      : t(
          'health.view-needs',
          '{{view}}: needs a working source of {{signals}}',
          raw({
            view: viewText(view),
            signals: needs.map(signalText).join(' / '),
          })
        )
  );
}

function line({ source, message, failure: reason }: Checked): string {
  const who = `${source.name} (${signalText(source.signal)})`;
  if (reason === undefined) {
    return `${who}: ${message === '' ? messageText('leg.done') : message}`;
  }
  const what = messageText(reason.key, reason.params);
  const remedy = remedyText(reason.key, reason.params);
  return remedy === undefined ? `${who}: ${what}` : `${who}: ${what}. ${remedy}.`;
}
