import { identifyService, type IdentityRules } from '../engine/correlation';
import type { Labels, ServiceIdentity } from '../engine/model';
import { isRecord, textOf } from './frame';

const LABEL = 'label:';
const RESOURCE = 'resource:';
/** How TraceQL spells the scope of an attribute. */
const RESOURCE_PREFIX = 'resource.';

/**
 * The distinct services of one object (a trace, a log table), and the row of each. Identities are computed once for
 * each distinct content of the fields that the rules look at, because 50,000 spans have a handful of services.
 */
export class ServiceRows {
  public readonly services: ServiceIdentity[] = [];
  private readonly rowOfContent = new Map<string, number>();
  private readonly rowOfIdentity = new Map<string, number>();

  public constructor(private readonly relevant: RelevantFields) {}

  /** The row of the service that resource attributes, as a trace frame carries them, belong to. */
  public ofResource(serviceName: string, serviceNamespace: string, tags: unknown): number {
    const content = this.relevant.resourceContent(serviceName, serviceNamespace, tags);
    return (
      this.rowOfContent.get(content) ??
      this.learn(content, this.relevant.ofResource(serviceName, serviceNamespace, tags))
    );
  }

  /** The row of the service that labels belong to. */
  public ofLabels(labels: Labels): number {
    const content = this.relevant.labelContent(labels);
    return this.rowOfContent.get(content) ?? this.learn(content, this.relevant.ofLabels(labels));
  }

  private learn(content: string, identity: ServiceIdentity): number {
    const name = `${identity.key}\n${identity.basis}`;
    let row = this.rowOfIdentity.get(name);
    if (row === undefined) {
      row = this.services.push(identity) - 1;
      this.rowOfIdentity.set(name, row);
    }
    this.rowOfContent.set(content, row);
    return row;
  }
}

/** The fields that a rule set looks at, and the identities that they give. */
export class RelevantFields {
  private readonly resourceKeys: ReadonlySet<string>;
  private readonly labelNames: readonly string[];

  public constructor(private readonly rules: IdentityRules) {
    this.resourceKeys = new Set(['service.namespace', ...attributesOf(rules)]);
    this.labelNames = [
      'job',
      'service_namespace',
      'service.namespace',
      ...rules.order.filter((rule) => rule.startsWith(LABEL)).map((rule) => rule.slice(LABEL.length)),
      ...[...this.resourceKeys].map((key) => RESOURCE_PREFIX + key),
    ];
  }

  public ofLabels(labels: Labels): ServiceIdentity {
    return identifyService({ labels, resource: resourceOfLabels(labels) }, this.rules);
  }

  public ofResource(serviceName: string, serviceNamespace: string, tags: unknown): ServiceIdentity {
    return identifyService(
      {
        resource: Array.isArray(tags) ? tags.filter(isAttribute) : [],
        serviceName: serviceName === '' ? undefined : serviceName,
        serviceNamespace: serviceNamespace === '' ? undefined : serviceNamespace,
      },
      this.rules
    );
  }

  /** Equal for rows whose identity is equal; cheaper than the identity. */
  public resourceContent(serviceName: string, serviceNamespace: string, tags: unknown): string {
    let content = `${serviceName}\n${serviceNamespace}`;
    if (!Array.isArray(tags)) {
      return content;
    }
    for (const tag of tags) {
      if (isRecord(tag) && typeof tag.key === 'string' && this.resourceKeys.has(tag.key)) {
        content += `\n${tag.key}=${textOf(tag.value)}`;
      }
    }
    return content;
  }

  /** As {@link resourceContent}, for labels. */
  public labelContent(labels: Labels): string {
    let content = '';
    for (const name of this.labelNames) {
      const value = labels[name];
      if (value !== undefined) {
        content += `${name}=${value}\n`;
      }
    }
    return content;
  }
}

/** TraceQL metrics label their series with attribute names in scope: `resource.service.name`. */
function resourceOfLabels(labels: Labels): Array<{ key: string; value: string }> {
  return Object.keys(labels)
    .filter((name) => name.startsWith(RESOURCE_PREFIX))
    .map((name) => ({ key: name.slice(RESOURCE_PREFIX.length), value: labels[name] ?? '' }));
}

function isAttribute(value: unknown): value is { key: string; value: unknown } {
  return isRecord(value) && typeof value.key === 'string';
}

/** A rule that is neither a label nor the special `job:otel` names a resource attribute. */
function attributesOf(rules: IdentityRules): readonly string[] {
  return rules.order
    .filter((rule) => !rule.startsWith(LABEL) && rule !== 'job:otel')
    .map((rule) => (rule.startsWith(RESOURCE) ? rule.slice(RESOURCE.length) : rule));
}
