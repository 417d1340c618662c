import { texts, wording } from '../../ui';
import type { GoldenSignal } from '../../engine/model';
import type { ScopeDimension } from '../filters/scope';
import type { Breakdown, EventKind, View } from '../query';

/** The name of a view. */
export const viewText: (view: View) => string = texts('view.', [
  wording('view.correlate', 'One ID'),
  wording('view.services', 'Services'),
  wording('view.traces', 'Many traces'),
  wording('view.events', 'Events'),
  wording('view.breakers', 'Breakers'),
  wording('view.cascade', 'Cascade'),
]);

/** What a view answers. */
export const viewTooltip: (view: View) => string = texts('view-tooltip.', [
  wording('view-tooltip.correlate', 'Everything that carries one ID, in traces, logs and metrics'),
  wording('view-tooltip.services', 'Golden signals of services, instances or the calls between them'),
  wording('view-tooltip.traces', 'A sample of the traces that TraceQL selects, for aggregate views'),
  wording('view-tooltip.events', 'Errors, deploys and breakers of a service, as annotations show them'),
  wording('view-tooltip.breakers', 'States, calls and changes of circuit breakers'),
  wording('view-tooltip.cascade', 'Signals of services and of the calls between them, and what changed'),
]);

export const goldenSignalText: (signal: GoldenSignal) => string = texts('signal.', [
  wording('signal.traffic', 'Traffic'),
  wording('signal.errors', 'Errors'),
  wording('signal.latency', 'Latency'),
  wording('signal.saturation', 'Saturation'),
]);

export const breakdownText: (breakdown: Breakdown) => string = texts('breakdown.', [
  wording('breakdown.service', 'Service'),
  wording('breakdown.instance', 'Instance'),
  wording('breakdown.edge', 'Edge'),
]);

export const scopeText: (dimension: ScopeDimension) => string = texts('scope.', [
  wording('scope.environment', 'Environment'),
  wording('scope.cluster', 'Cluster'),
  wording('scope.namespace', 'Namespace'),
]);

export const eventText: (event: EventKind) => string = texts('event.', [
  wording('event.errors', 'Errors'),
  wording('event.deploys', 'Deploys'),
  wording('event.breakers', 'Circuit breakers'),
]);
