import { assertUnreachable } from '../../engine/result';
import type { BaselineChoice, ClewQuery, ServicesQuery, TracesQuery } from './types';

/** A query in one line, for the history of queries: as it is written, not translated. */
export function queryText(query: ClewQuery): string {
  const narrowed = [
    ...Object.entries(query.scope).flatMap(([name, value]) =>
      typeof value === 'string' && value !== '' ? [`${name} = ${value}`] : []
    ),
    ...query.filters.map(({ key, operator, value }) => `${key} ${operator} ${value}`),
  ];
  return [viewText(query), ...narrowed].join(', ');
}

function viewText(query: ClewQuery): string {
  switch (query.view) {
    case 'correlate':
      return `${query.key} = ${query.value}`;
    case 'services':
      return servicesText(query);
    case 'traces':
      return tracesText(query);
    case 'events':
      return `${query.events.join(' and ')} of ${query.service}`;
    case 'breakers':
      return `breakers${ofServices(query)} in ${query.signals.join(', ')}`;
    case 'cascade':
      return `cascade${ofServices(query)} in ${query.signals.join(', ')}${baselineText(query.baseline)}`;
    default:
      return assertUnreachable(query);
  }
}

function servicesText({ breakdown, services, signals, baseline }: ServicesQuery): string {
  return `${signals.join(', ')}${ofServices({ services })} by ${breakdown}${baselineText(baseline)}`;
}

function ofServices({ services }: { readonly services: readonly string[] }): string {
  return services.length === 0 ? '' : ` of ${services.join(', ')}`;
}

function baselineText(baseline: BaselineChoice): string {
  switch (baseline.kind) {
    case 'none':
      return '';
    case 'before':
      return ' vs the time before';
    case 'shifted':
      return ` vs ${baseline.seconds} s earlier`;
    case 'window':
      return ` vs ${new Date(baseline.from).toISOString()} to ${new Date(baseline.to).toISOString()}`;
    default:
      return assertUnreachable(baseline);
  }
}

function tracesText({ selection, baseline = '', sample }: TracesQuery): string {
  return `${sample.kind} ${sample.traces} of ${selection}${baseline === '' ? '' : ` vs ${baseline}`}`;
}
