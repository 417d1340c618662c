import { CoreApp, getDefaultTimeRange, type DataQueryRequest, type ScopedVars, type TimeRange } from '@grafana/data';
import type { DataSourceSrv } from '@grafana/runtime';
import type { IdentityRules, TimeWindow } from '../../engine/correlation';
import { epochNsFromMs } from '../../engine/units';
import type { AskContext } from '../delegate/ask';
import { RequestGate } from '../delegate/gate';
import type { TagContext } from '../delegate/tags';
import { linkedSources, type LinkedSources } from '../linked';
import type { ClewSettings } from '../settings';

/** What small questions for names and recent IDs share: the sources, a window, and bounds of their own. */
export interface LookupContext extends AskContext {
  readonly range: TagContext['range'];
  readonly sources: LinkedSources;
  readonly window: TimeWindow;
  readonly rules: IdentityRules;
}

let lookups = 0;

/** A context for one lookup. Its requests have an ID of their own, so that two lookups never cancel one another. */
export function lookupContext(
  settings: ClewSettings,
  registry: DataSourceSrv,
  range: TimeRange = getDefaultTimeRange(),
  scopedVars: ScopedVars = {}
): LookupContext {
  lookups += 1;
  return {
    parent: ownRequest(`clew-lookup-${lookups}`, range, scopedVars),
    registry,
    gate: new RequestGate(settings.maxConcurrent, settings.requestBudget),
    timeoutMs: settings.timeoutMs,
    sources: linkedSources(settings, registry),
    range,
    window: { from: epochNsFromMs(range.from.valueOf()), to: epochNsFromMs(range.to.valueOf()) },
    rules: settings.identity,
  };
}

/** A request that no panel made. */
function ownRequest(requestId: string, range: TimeRange, scopedVars: ScopedVars): DataQueryRequest {
  return {
    requestId,
    app: CoreApp.Unknown,
    range,
    rangeRaw: range.raw,
    interval: '1m',
    intervalMs: 60_000,
    maxDataPoints: 100,
    scopedVars,
    timezone: 'browser',
    startTime: 0,
    targets: [],
  };
}
