import type { Scope } from '../query';

/** What a query can be scoped by, in the order of the editors. */
export type ScopeDimension = keyof Scope;
export const SCOPE_DIMENSIONS: readonly ScopeDimension[] = ['environment', 'cluster', 'namespace'];

/** The names under which sources know one dimension. */
export interface ScopeNames {
  /** TraceQL attributes, tried as alternatives: `resource.deployment.environment.name`. */
  readonly attributes: readonly string[];
  /** Labels of logs and metrics, tried as alternatives: `deployment_environment_name`. */
  readonly labels: readonly string[];
}

export type ScopeSettings = Readonly<Record<ScopeDimension, ScopeNames>>;

/**
 * Names of the OpenTelemetry resource conventions, old and new, as attributes and as the labels that Loki, Prometheus and
 * Tempo's metrics generator make of them.
 */
export const DEFAULT_SCOPE: ScopeSettings = {
  environment: {
    attributes: ['resource.deployment.environment.name', 'resource.deployment.environment'],
    labels: ['deployment_environment_name', 'deployment_environment'],
  },
  cluster: { attributes: ['resource.k8s.cluster.name'], labels: ['k8s_cluster_name', 'cluster'] },
  namespace: { attributes: ['resource.k8s.namespace.name'], labels: ['k8s_namespace_name', 'namespace'] },
};

/** One dimension with its value: met when any of the names holds it. */
export interface ScopeCondition extends ScopeNames {
  readonly dimension: ScopeDimension;
  readonly value: string;
}

/** The dimensions that a query narrows. Blank values narrow nothing. */
export function scopeConditions(scope: Scope, settings: ScopeSettings): readonly ScopeCondition[] {
  return SCOPE_DIMENSIONS.flatMap((dimension) => {
    const value = (scope[dimension] ?? '').trim();
    return value === '' ? [] : [{ dimension, value, ...settings[dimension] }];
  });
}
