import { t } from '@grafana/i18n';
import type { GoldenSignal } from '../../engine/model';
import { assertUnreachable } from '../../engine/result';
import type { ScopeDimension } from '../filters/scope';
import type { Breakdown, EventKind, View } from '../query';

/** The name of a view. */
export function viewText(view: View): string {
  switch (view) {
    case 'correlate':
      return t('view.correlate', 'One ID');
    case 'services':
      return t('view.services', 'Services');
    case 'traces':
      return t('view.traces', 'Many traces');
    case 'events':
      return t('view.events', 'Events');
    default:
      return assertUnreachable(view);
  }
}

/** What a view answers. */
export function viewTooltip(view: View): string {
  switch (view) {
    case 'correlate':
      return t('view-tooltip.correlate', 'Everything that carries one ID, in traces, logs and metrics');
    case 'services':
      return t('view-tooltip.services', 'Golden signals of services, instances or the calls between them');
    case 'traces':
      return t('view-tooltip.traces', 'A sample of the traces that TraceQL selects, for aggregate views');
    case 'events':
      return t('view-tooltip.events', 'Errors and deploys of a service, as annotations show them');
    default:
      return assertUnreachable(view);
  }
}

export function goldenSignalText(signal: GoldenSignal): string {
  switch (signal) {
    case 'traffic':
      return t('signal.traffic', 'Traffic');
    case 'errors':
      return t('signal.errors', 'Errors');
    case 'latency':
      return t('signal.latency', 'Latency');
    case 'saturation':
      return t('signal.saturation', 'Saturation');
    default:
      return assertUnreachable(signal);
  }
}

export function breakdownText(breakdown: Breakdown): string {
  switch (breakdown) {
    case 'service':
      return t('breakdown.service', 'Service');
    case 'instance':
      return t('breakdown.instance', 'Instance');
    case 'edge':
      return t('breakdown.edge', 'Edge');
    default:
      return assertUnreachable(breakdown);
  }
}

export function scopeText(dimension: ScopeDimension): string {
  switch (dimension) {
    case 'environment':
      return t('scope.environment', 'Environment');
    case 'cluster':
      return t('scope.cluster', 'Cluster');
    case 'namespace':
      return t('scope.namespace', 'Namespace');
    default:
      return assertUnreachable(dimension);
  }
}

export function eventText(event: EventKind): string {
  switch (event) {
    case 'errors':
      return t('event.errors', 'Errors');
    case 'deploys':
      return t('event.deploys', 'Deploys');
    default:
      return assertUnreachable(event);
  }
}
