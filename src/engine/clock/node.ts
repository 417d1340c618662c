import type { Attribute, Labels, Trace } from '../model';

/** Which attributes name the machine that a span ran on, and how their values are renamed. */
export interface NodeRules {
  /** Attribute keys; the first that is present and not empty names the node. */
  readonly order: readonly string[];
  /** Attribute value -> node, for example pod IP -> machine. A value that is not listed stands for itself. */
  readonly map?: Readonly<Record<string, string>>;
}

const HOST_NAME = 'host.name';
const POD_NAME = 'k8s.pod.name';

/**
 * The host before the orchestrator's node, both before what is unique to a process, addresses last. `ip` and `hostname`
 * are Jaeger's process tags.
 */
export const defaultNodeRules: NodeRules = {
  order: [
    HOST_NAME,
    'k8s.node.name',
    'host.id',
    'service.instance.id',
    'instance',
    'host.ip',
    'net.host.ip',
    'hostname',
    'ip',
  ],
};

/**
 * Names the node of a span: the resource's attributes first, then the span's own. An array stands for its first element.
 * In a container `host.name` is usually the pod's own name, which is no machine: it is passed over when the pod says so.
 *
 * @returns the node's name, or `undefined` when no attribute names one.
 */
export function nodeOf(trace: Trace, span: number, rules: NodeRules): string | undefined {
  const resource = trace.details.resource(span);
  const own = trace.details.attributes(span);
  const pod = textOf(find(resource, POD_NAME));
  for (const key of rules.order) {
    const value = textOf(find(resource, key) ?? find(own, key));
    const skipped = key === HOST_NAME && value === pod && rules.order.length > 1;
    if (value !== '' && !skipped) {
      return Object.hasOwn(rules.map ?? {}, value) ? rules.map?.[value] : value;
    }
  }
  return undefined;
}

/** {@link nodeOf} for every span of a trace, asked once for each distinct resource where the reader shares them. */
export function nodesOf(trace: Trace, rules: NodeRules): ReadonlyArray<string | undefined> {
  const known = new Map<readonly Attribute[], string | undefined>();
  return Array.from({ length: trace.size }, (_, span) => {
    const resource = trace.details.resource(span);
    if (known.has(resource)) {
      return known.get(resource);
    }
    const node = nodeOf(trace, span, rules);
    // A node that only the span's own attributes name says nothing of its neighbours.
    if (node !== undefined && resource.length > 0 && rules.order.some((key) => find(resource, key) !== undefined)) {
      known.set(resource, node);
    }
    return node;
  });
}

/** What log pipelines call the machine, besides the attributes that name the node of a span. */
const NODE_LABELS = ['host', 'node', 'node_name', 'nodename'];

/**
 * Reads the nodes that a log line's labels name, the likeliest first: by the rules' keys, as they are or with underscores.
 * Made once for many lines.
 */
export function lineNodes({ order, map = {} }: NodeRules): (labels: Labels) => readonly string[] {
  const names = [...order.flatMap((key) => [key, key.replaceAll('.', '_')]), ...NODE_LABELS];
  return (labels) =>
    names.flatMap((name) => {
      const value = labels[name] ?? '';
      return value === '' ? [] : [Object.hasOwn(map, value) ? (map[value] ?? value) : value];
    });
}

function find(attributes: readonly Attribute[], key: string): unknown {
  return attributes.find((attribute) => attribute.key === key)?.value;
}

function textOf(value: unknown): string {
  if (Array.isArray(value)) {
    return textOf(value[0]);
  }
  const text = typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
  return text.startsWith('[') ? firstOf(text) : text;
}

/** Sources that know no arrays give them as JSON text. */
function firstOf(text: string): string {
  try {
    const parsed: unknown = JSON.parse(text);
    return Array.isArray(parsed) && typeof parsed[0] === 'string' ? parsed[0] : '';
  } catch {
    return text;
  }
}
