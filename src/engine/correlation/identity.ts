import type { Attribute, Labels, ServiceIdentity } from '../model';

/** What one row says about the service it belongs to. Every part is optional; what is there is tried in rule order. */
export interface IdentityFields {
  /** Resource attributes of a span. */
  readonly resource?: readonly Attribute[];
  /** `serviceName` of a trace frame, which is `service.name`. */
  readonly serviceName?: string;
  /** `serviceNamespace` of a trace frame (Grafana 13.1), which is `service.namespace`. */
  readonly serviceNamespace?: string;
  /** Labels of a log line or a series, structured metadata and parsed fields among them. */
  readonly labels?: Labels;
}

/** A replacement of one service key by another, applied last: `{ from: 'checkout-v2', to: 'shop/checkout' }`. */
export interface IdentityOverride {
  readonly from: string;
  readonly to: string;
}

/**
 * Which fields name a service, in order of trust. An entry is `resource:<attribute>`, `label:<name>`, or `job:otel` (a
 * `job` label of the form `namespace/name`, OpenTelemetry's mapping to Prometheus). The first that holds a value decides
 * and is the identity's basis.
 */
export interface IdentityRules {
  readonly order: readonly string[];
  readonly overrides: readonly IdentityOverride[];
}

/**
 * `service.name` first, as OpenTelemetry and Loki's OTLP endpoint spell it; then `job` where it is OpenTelemetry's
 * `namespace/name`; then the customary labels; then what Kubernetes knows; then a bare `job` (often the scrape job's
 * name) and the instance. Weaker names come last because a scrape job may cover many services.
 */
export const defaultIdentityRules: IdentityRules = {
  order: [
    'resource:service.name',
    'label:service.name',
    'label:service_name',
    'label:service',
    'job:otel',
    'label:app',
    'label:application',
    'label:app_kubernetes_io_name',
    'resource:k8s.deployment.name',
    'label:k8s_deployment_name',
    'label:workload',
    'resource:k8s.container.name',
    'label:k8s_container_name',
    'label:container',
    'resource:container.name',
    'label:job',
    'label:instance',
  ],
  overrides: [],
};

/** What no rule could name. Listed in the coverage; rows of it are kept. */
export const UNMAPPED: ServiceIdentity = { key: '', name: '', namespace: undefined, basis: 'unmapped' };

const NAMESPACE_LABELS = ['service_namespace', 'service.namespace'];

/** Names that stand for "nobody said": OpenTelemetry's and Loki's default, and Grafana's for a missing attribute. */
function isPlaceholder(name: string): boolean {
  return (
    name === '' ||
    name === 'unknown_service' ||
    name.startsWith('unknown_service:') ||
    name === 'OTLPResourceNoServiceName'
  );
}

/**
 * Names the service of one row. Pure and the same for every signal, so that equal services get equal keys.
 *
 * @returns the identity by the first rule that holds a value, or {@link UNMAPPED}.
 */
export function identifyService(fields: IdentityFields, rules: IdentityRules): ServiceIdentity {
  for (const rule of rules.order) {
    const found = applyRule(rule, fields);
    if (found !== undefined) {
      return overridden(found, rules.overrides);
    }
  }
  return UNMAPPED;
}

/** An identity from its parts; `key` is `namespace/name` when there is a namespace. */
export function serviceIdentity(name: string, namespace: string | undefined, basis: string): ServiceIdentity {
  return { key: namespace === undefined ? name : `${namespace}/${name}`, name, namespace, basis };
}

function applyRule(rule: string, fields: IdentityFields): ServiceIdentity | undefined {
  if (rule === 'job:otel') {
    const job = splitJob(fields.labels?.job);
    return job === undefined ? undefined : serviceIdentity(job.name, job.namespace, 'label:job');
  }
  const name = ruleValue(rule, fields);
  return name === undefined || isPlaceholder(name) ? undefined : serviceIdentity(name, namespaceOf(name, fields), rule);
}

function ruleValue(rule: string, fields: IdentityFields): string | undefined {
  if (rule.startsWith('label:')) {
    return fields.labels?.[rule.slice('label:'.length)];
  }
  const attribute = rule.startsWith('resource:') ? rule.slice('resource:'.length) : rule;
  if (attribute === 'service.name' && fields.serviceName !== undefined) {
    return fields.serviceName;
  }
  return resourceText(fields.resource, attribute);
}

/** A namespace that somebody stated; a `job` of `namespace/name` counts when it speaks of the same name. */
function namespaceOf(name: string, fields: IdentityFields): string | undefined {
  const stated =
    fields.serviceNamespace ?? resourceText(fields.resource, 'service.namespace') ?? labelNamespace(fields.labels);
  if (stated !== undefined && stated !== '') {
    return stated;
  }
  const job = splitJob(fields.labels?.job);
  return job?.name === name ? job.namespace : undefined;
}

function labelNamespace(labels: Labels | undefined): string | undefined {
  for (const name of NAMESPACE_LABELS) {
    const value = labels?.[name];
    if (value !== undefined && value !== '') {
      return value;
    }
  }
  return undefined;
}

/** `namespace/name` with exactly one slash; `integrations/kubernetes/kubelet` is a scrape job and no service. */
function splitJob(job: string | undefined): { readonly namespace: string; readonly name: string } | undefined {
  const [namespace, name, more] = job?.split('/') ?? [];
  const complete =
    namespace !== undefined && namespace !== '' && name !== undefined && !isPlaceholder(name) && more === undefined;
  return complete ? { namespace, name } : undefined;
}

function resourceText(resource: readonly Attribute[] | undefined, key: string): string | undefined {
  const value = resource?.find((attribute) => attribute.key === key)?.value;
  return typeof value === 'string' ? value : undefined;
}

function overridden(identity: ServiceIdentity, overrides: IdentityRules['overrides']): ServiceIdentity {
  const override = overrides.find(({ from }) => from === identity.key);
  if (override === undefined) {
    return identity;
  }
  const slash = override.to.indexOf('/');
  return slash < 0
    ? serviceIdentity(override.to, undefined, `override:${identity.basis}`)
    : serviceIdentity(override.to.slice(slash + 1), override.to.slice(0, slash), `override:${identity.basis}`);
}
