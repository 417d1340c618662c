/* eslint-disable @typescript-eslint/no-deprecated -- a host provides what Grafana still provides, the deprecated parts too */
import type { BackendSrv, BackendSrvRequest, FetchResponse } from '@grafana/runtime';
import { Observable, lastValueFrom } from 'rxjs';

/** Plain requests to the workbench's server; unsubscribing aborts. A status that is no success is thrown, as Grafana does. */
function request<T>({ url, method = 'GET', data, params }: BackendSrvRequest): Observable<FetchResponse<T>> {
  return new Observable((subscriber) => {
    const abort = new AbortController();
    const query = params === undefined ? '' : `?${new URLSearchParams(params)}`;
    const body = data === undefined ? undefined : JSON.stringify(data);
    fetch(`/${url.replace(/^\//, '')}${query}`, { method, body, signal: abort.signal })
      .then(async (response) => {
        const { ok, status, statusText, headers, redirected, type } = response;
        const content: T = await response.json();
        const answer = { data: content, ok, status, statusText, headers, redirected, type, url, config: { url } };
        if (ok) {
          subscriber.next(answer);
          subscriber.complete();
        } else {
          subscriber.error(answer);
        }
      })
      .catch((error: unknown) => {
        if (!abort.signal.aborted) {
          subscriber.error(error);
        }
      });
    return () => abort.abort();
  });
}

async function answered<T>(options: BackendSrvRequest): Promise<T> {
  return (await lastValueFrom(request<T>(options))).data;
}

export const backendSrv: BackendSrv = {
  fetch: request,
  chunked: () => {
    throw new Error('the workbench streams nothing');
  },
  get: (url, params) => answered({ url, params }),
  delete: (url, data) => answered({ url, method: 'DELETE', data }),
  post: (url, data) => answered({ url, method: 'POST', data }),
  patch: (url, data) => answered({ url, method: 'PATCH', data }),
  put: (url, data) => answered({ url, method: 'PUT', data }),
  request: answered,
  datasourceRequest: (options) => lastValueFrom(request(options)),
};
