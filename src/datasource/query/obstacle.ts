import { problem, type Problem } from '../../engine/result';
import type { ClewQuery, CorrelateQuery, EventsQuery, BaselineChoice, TracesQuery } from './types';
import { selectionObstacle } from './selection';

/**
 * Why a query cannot run, or `undefined` when it can: for `correlate` `query.no-value` {}, `query.no-key` (`key`),
 * `query.no-signal` {}; for `services` `query.no-signal` {}, `query.bad-baseline` {}; for `traces` `query.no-selection` {}
 * and those of {@link selectionObstacle}; for `events` `query.no-service` {}, `query.no-event` {}; for all of them `query.bad-filter` (`key`).
 * @param keys - names of the keys that exist; any name will do when absent
 */
export function queryObstacle(query: ClewQuery, keys?: readonly string[]): Problem | undefined {
  const unfinished = query.filters.find(({ key }) => key.trim() === '');
  return ownObstacle(query, keys) ?? (unfinished === undefined ? undefined : problem('query.bad-filter'));
}

function ownObstacle(query: ClewQuery, keys?: readonly string[]): Problem | undefined {
  switch (query.view) {
    case 'correlate':
      return correlateObstacle(query, keys);
    case 'services':
      return signalsObstacle(query) ?? baselineObstacle(query.baseline);
    case 'traces':
      return tracesObstacle(query);
    case 'events':
      return eventsObstacle(query);
    case 'breakers':
      return signalsObstacle(query);
    case 'cascade':
      return signalsObstacle(query) ?? baselineObstacle(query.baseline);
  }
}

function correlateObstacle({ key, value, signals }: CorrelateQuery, keys?: readonly string[]): Problem | undefined {
  if (value.trim() === '') {
    return problem('query.no-value');
  }
  if (key === '' || keys?.includes(key) === false) {
    return problem('query.no-key', { key });
  }
  return signalsObstacle({ signals });
}

function signalsObstacle({ signals }: { readonly signals: readonly unknown[] }): Problem | undefined {
  return signals.length === 0 ? problem('query.no-signal') : undefined;
}

function baselineObstacle(baseline: BaselineChoice): Problem | undefined {
  const bad =
    (baseline.kind === 'window' && baseline.to <= baseline.from) ||
    (baseline.kind === 'shifted' && baseline.seconds === 0);
  return bad ? problem('query.bad-baseline') : undefined;
}

function tracesObstacle({ selection, baseline = '' }: TracesQuery): Problem | undefined {
  if (selection.trim() === '') {
    return problem('query.no-selection');
  }
  return selectionObstacle(selection) ?? (baseline.trim() === '' ? undefined : selectionObstacle(baseline));
}

function eventsObstacle({ service, events }: EventsQuery): Problem | undefined {
  if (service.trim() === '') {
    return problem('query.no-service');
  }
  return events.length === 0 ? problem('query.no-event') : undefined;
}
