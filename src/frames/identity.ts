import { identifyService, type IdentityRules } from '../engine/correlation';
import type { Labels, ServiceIdentity } from '../engine/model';
import { isRecord, textOf } from './frame';

const LABEL = 'label:';
const RESOURCE = 'resource:';
/** How TraceQL spells the scope of an attribute. */
const RESOURCE_PREFIX = 'resource.';

/**
 * The distinct services of one object (a trace, a log table), and the row of each. Identities are computed once for
 * each distinct content of the fields that the rules look at, because 50,000 spans have a handful of services; where one
 * field decides alone, its value is looked up without making a text of all of them.
 */
export class ServiceRows {
  public readonly services: ServiceIdentity[] = [];
  private readonly rowOfContent = new Map<string, number>();
  private readonly rowOfIdentity = new Map<string, number>();
  private readonly rowOfName = new Map<string, number>();
  private readonly rowOfLabel = new Map<string, Map<string, number>>();

  public constructor(private readonly relevant: RelevantFields) {}

  /** The row of the service that resource attributes, as a trace frame carries them, belong to. */
  public ofResource(serviceName: string, serviceNamespace: string, tags: unknown): number {
    if (serviceNamespace === '' && this.relevant.nameDecides(serviceName, tags)) {
      return (
        this.rowOfName.get(serviceName) ??
        this.learn(this.rowOfName, serviceName, this.relevant.ofResource(serviceName, '', tags))
      );
    }
    const content = this.relevant.resourceContent(serviceName, serviceNamespace, tags);
    return (
      this.rowOfContent.get(content) ??
      this.learn(this.rowOfContent, content, this.relevant.ofResource(serviceName, serviceNamespace, tags))
    );
  }

  /** The row of the service that the labels of a log line belong to. */
  public ofLabels(labels: Labels): number {
    const name = this.relevant.decidingLabel(labels);
    const value = name === undefined ? this.relevant.labelContent(labels) : (labels[name] ?? '');
    const rows = name === undefined ? this.rowOfContent : this.rowsOfLabel(name);
    return rows.get(value) ?? this.learn(rows, value, this.relevant.ofLogLabels(labels));
  }

  private rowsOfLabel(name: string): Map<string, number> {
    const known = this.rowOfLabel.get(name);
    if (known !== undefined) {
      return known;
    }
    const rows = new Map<string, number>();
    this.rowOfLabel.set(name, rows);
    return rows;
  }

  private learn(rows: Map<string, number>, value: string, identity: ServiceIdentity): number {
    const name = `${identity.key}\n${identity.basis}`;
    const row = this.rowOfIdentity.get(name) ?? this.services.push(identity) - 1;
    this.rowOfIdentity.set(name, row);
    rows.set(value, row);
    return row;
  }
}

/** The fields that a rule set looks at, and the identities that they give. */
export class RelevantFields {
  private readonly resourceKeys: ReadonlySet<string>;
  /** In rule order. */
  private readonly labelRules: readonly string[];
  private readonly labelNames: readonly string[];
  private readonly serviceNameFirst: boolean;

  public constructor(private readonly rules: IdentityRules) {
    this.serviceNameFirst = /^(resource:)?service\.name$/.test(rules.order[0] ?? '');
    this.labelRules = rules.order.filter((rule) => rule.startsWith(LABEL)).map((rule) => rule.slice(LABEL.length));
    this.resourceKeys = new Set(['service.namespace', ...attributesOf(rules)]);
    this.labelNames = ['job', 'service_namespace', 'service.namespace', ...this.labelRules];
  }

  /** The identity by the labels of a log line. */
  public ofLogLabels(labels: Labels): ServiceIdentity {
    return identifyService({ labels }, this.rules);
  }

  /** The identity by the labels of a series or exemplar. */
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

  /** Whether a span's `serviceName` decides alone: it comes first, is no placeholder, and no namespace is stated. */
  public nameDecides(serviceName: string, tags: unknown): boolean {
    return this.serviceNameFirst && !maybePlaceholder(serviceName) && !statesNamespace(tags);
  }

  /** The label that decides alone, because it is the first that holds a value and nothing states a namespace. */
  public decidingLabel(labels: Labels): string | undefined {
    if (
      labels.job !== undefined ||
      labels.service_namespace !== undefined ||
      labels['service.namespace'] !== undefined
    ) {
      return undefined;
    }
    for (const name of this.labelRules) {
      const value = labels[name];
      if (value !== undefined) {
        return maybePlaceholder(value) ? undefined : name;
      }
    }
    return undefined;
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

/** Names that the engine may pass over; whether it does is the engine's to say. */
function maybePlaceholder(name: string): boolean {
  return name === '' || name.startsWith('unknown') || name.startsWith('OTLP');
}

function statesNamespace(tags: unknown): boolean {
  if (Array.isArray(tags)) {
    for (const tag of tags) {
      if (isRecord(tag) && tag.key === 'service.namespace') {
        return true;
      }
    }
  }
  return false;
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
