import { t } from '@grafana/i18n';
import type { GoldenSignal } from '../../engine/model';
import { assertUnreachable } from '../../engine/result';
import type { ScopeDimension } from '../filters/scope';
import type { Breakdown, EventKind, View } from '../query';

/** The name of a view. */
export function viewText(view: View): string {
  switch (view) {
    case 'correlate':
      return t('datasource.view.correlate', 'One ID');
    case 'services':
      return t('datasource.view.services', 'Services');
    case 'traces':
      return t('datasource.view.traces', 'Many traces');
    case 'events':
      return t('datasource.view.events', 'Events');
    default:
      return assertUnreachable(view);
  }
}

/** What a view answers. */
export function viewTooltip(view: View): string {
  switch (view) {
    case 'correlate':
      return t('datasource.view-tooltip.correlate', 'Everything that carries one ID, in traces, logs and metrics');
    case 'services':
      return t('datasource.view-tooltip.services', 'Golden signals of services, instances or the calls between them');
    case 'traces':
      return t('datasource.view-tooltip.traces', 'A sample of the traces that TraceQL selects, for aggregate views');
    case 'events':
      return t('datasource.view-tooltip.events', 'Errors and deploys of a service, as annotations show them');
    default:
      return assertUnreachable(view);
  }
}

export function goldenSignalText(signal: GoldenSignal): string {
  switch (signal) {
    case 'traffic':
      return t('datasource.signal.traffic', 'Traffic');
    case 'errors':
      return t('datasource.signal.errors', 'Errors');
    case 'latency':
      return t('datasource.signal.latency', 'Latency');
    case 'saturation':
      return t('datasource.signal.saturation', 'Saturation');
    default:
      return assertUnreachable(signal);
  }
}

export function breakdownText(breakdown: Breakdown): string {
  switch (breakdown) {
    case 'service':
      return t('datasource.breakdown.service', 'Service');
    case 'instance':
      return t('datasource.breakdown.instance', 'Instance');
    case 'edge':
      return t('datasource.breakdown.edge', 'Edge');
    default:
      return assertUnreachable(breakdown);
  }
}

export function scopeText(dimension: ScopeDimension): string {
  switch (dimension) {
    case 'environment':
      return t('datasource.scope.environment', 'Environment');
    case 'cluster':
      return t('datasource.scope.cluster', 'Cluster');
    case 'namespace':
      return t('datasource.scope.namespace', 'Namespace');
    default:
      return assertUnreachable(dimension);
  }
}

export function eventText(event: EventKind): string {
  switch (event) {
    case 'errors':
      return t('datasource.event.errors', 'Errors');
    case 'deploys':
      return t('datasource.event.deploys', 'Deploys');
    default:
      return assertUnreachable(event);
  }
}
