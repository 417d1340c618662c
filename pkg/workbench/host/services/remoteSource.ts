/* eslint-disable @typescript-eslint/no-deprecated -- a host provides what Grafana still provides, the deprecated parts too */
import {
  type DataQueryRequest,
  type DataQueryResponse,
  DataSourceApi,
  type DataSourceInstanceSettings,
  LoadingState,
  type MetricFindValue,
  type TestDataSourceResponse,
  toDataFrame,
} from '@grafana/data';
import { type DataQuery } from '@grafana/schema';
import { getTemplateSrv, toDataQueryResponse } from '@grafana/runtime';
import { Observable } from 'rxjs';
import type { Emission } from '../../sources/answer';
import { faultHeader } from '../faults';

const STATES: Readonly<Record<Emission['state'], LoadingState>> = {
  Done: LoadingState.Done,
  Error: LoadingState.Error,
  Streaming: LoadingState.Streaming,
};

const HEALTHY: Readonly<Record<string, string>> = {
  tempo: 'Data source is working',
  loki: 'Data source successfully connected.',
  prometheus: 'Successfully queried the Prometheus API.',
};

interface TextQuery extends DataQuery {
  readonly query?: string;
  readonly expr?: string;
}

/**
 * Tempo, Loki or Prometheus as a data source of the page: the workbench's server evaluates the query. As in Grafana,
 * variables are put in here, errors are emitted and not thrown, and unsubscribing aborts the request.
 */
export class RemoteSource extends DataSourceApi<TextQuery> {
  private count = 0;

  constructor(private readonly settings: DataSourceInstanceSettings) {
    super(settings);
  }

  override query(request: DataQueryRequest<TextQuery>): Observable<DataQueryResponse> {
    const replace = (text: string | undefined) => text && getTemplateSrv().replace(text, request.scopedVars);
    const targets = request.targets
      .filter(({ hide }) => hide !== true)
      .map(({ query, expr, ...target }) => ({ ...target, query: replace(query), expr: replace(expr) }));
    return new Observable((subscriber) => {
      const abort = new AbortController();
      this.ask(request, targets, abort.signal)
        .then((emissions) => {
          emissions.forEach((emission) => subscriber.next(emission));
          subscriber.complete();
        })
        .catch((error: unknown) => {
          if (!abort.signal.aborted) {
            subscriber.error(error);
          }
        });
      return () => abort.abort();
    });
  }

  /** Answers or throws what the recorded sources do; a source that is made to fail says so here too. */
  async testDatasource(): Promise<TestDataSourceResponse> {
    const targets: Readonly<Record<string, TextQuery & Record<string, unknown>>> = {
      tempo: { refId: 'A', queryType: 'traceql', tableType: 'spans', query: '{}', limit: 1 },
      loki: { refId: 'A', expr: '{service_name="none"}', queryType: 'range' },
      prometheus: { refId: 'A', expr: 'up', range: true },
    };
    const [emission] = await this.ask(undefined, [targets[this.type]], new AbortController().signal);
    if (emission.error !== undefined) {
      throw { status: 'error', message: emission.error.message };
    }
    return { status: 'success', message: HEALTHY[this.type] };
  }

  /** Keys for ad hoc filters, as all three sources list them. */
  override getTagKeys(): Promise<MetricFindValue[]> {
    return this.tags('');
  }

  override getTagValues({ key }: { readonly key: string }): Promise<MetricFindValue[]> {
    return this.tags(encodeURIComponent(key));
  }

  private async tags(path: string): Promise<MetricFindValue[]> {
    const response = await fetch(`/api/workbench/tags/${this.settings.uid}/${path}`);
    // The workbench's own server wrote the body.
    const names: readonly string[] = await response.json();
    return names.map((text) => ({ text }));
  }

  private async ask(
    request: DataQueryRequest<TextQuery> | undefined,
    targets: readonly unknown[],
    signal: AbortSignal
  ): Promise<readonly DataQueryResponse[]> {
    const response = await fetch(`/api/workbench/query/${this.settings.uid}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-workbench-faults': faultHeader },
      body: JSON.stringify({
        requestId: `${request?.requestId ?? 'test'}_${this.uid}_${this.count++}`,
        targets,
        fromMs: request?.range.from.valueOf() ?? 0,
        toMs: request?.range.to.valueOf() ?? 0,
        intervalMs: request?.intervalMs ?? 0,
      }),
      signal,
    });
    const body: unknown = await response.json();
    if (!response.ok) {
      // As Grafana reads a failed request to its backend.
      const failure = {
        status: response.status,
        statusText: response.statusText,
        data: body,
        config: { url: response.url },
      };
      return [
        { ...toDataQueryResponse(failure as Parameters<typeof toDataQueryResponse>[0]), state: LoadingState.Error },
      ];
    }
    // The workbench's own server wrote the body.
    return (body as readonly Emission[]).map(({ state, key, data, error, errors }) => ({
      state: STATES[state],
      ...(key === undefined ? {} : { key }),
      data: data.map((frame) => toDataFrame(frame)),
      ...(error === undefined ? {} : { error, errors: errors === undefined ? undefined : [...errors] }),
    }));
  }
}
