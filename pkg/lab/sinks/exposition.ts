import type { PromExemplarAnswer } from '../incident';

export type ExpositionFormat = 'text' | 'openmetrics';

/** What `Accept` asks for is answered with one of these. */
export const CONTENT_TYPES: Readonly<Record<ExpositionFormat, string>> = {
  text: 'text/plain; version=0.0.4; charset=utf-8',
  openmetrics: 'application/openmetrics-text; version=1.0.0; charset=utf-8',
};

type Labels = Readonly<Record<string, string>>;
type MetricType = 'counter' | 'gauge' | 'histogram' | 'summary' | 'unknown';

/** What one series stands at. */
export interface Sample {
  readonly name: string;
  /** Without `__name__`. */
  readonly labels: Labels;
  readonly value: number;
}

interface Family {
  /** Without a suffix. */
  readonly name: string;
  readonly type: MetricType;
  readonly samples: readonly Sample[];
}

/** What is exposed at one moment. */
export interface Exposed {
  readonly samples: readonly Sample[];
  readonly exemplars: readonly PromExemplarAnswer[];
  /** Epoch seconds that are written behind every sample, for a scrape whose own time is not theirs. */
  readonly at: number | undefined;
}

const PARTS = ['_bucket', '_count', '_sum'] as const;

/**
 * Every series as it stands, in Prometheus' text format 0.0.4 or in OpenMetrics 1.0 (which has exemplars).
 *
 * The lab keeps no metric types, so they are read off the names, as everybody's are: `_total` counts, `_bucket` with
 * `_count` and `_sum` is a histogram, the latter two alone a summary without quantiles. The rest stays untyped.
 * Source of the formats: prometheus.io/docs/instrumenting/exposition_formats, and the OpenMetrics 1.0 specification.
 */
export function expose({ samples, exemplars, at }: Exposed, format: ExpositionFormat): string {
  const latest = new Map(exemplars.map((answer) => [seriesKey(answer.seriesLabels), answer.exemplars.at(-1)]));
  const lines: string[] = [];
  for (const family of families(samples)) {
    lines.push(typeLine(family, format));
    for (const sample of family.samples) {
      const text = sampleText(sample, format, at);
      const exemplar =
        format === 'openmetrics' ? latest.get(seriesKey({ ...sample.labels, __name__: sample.name })) : undefined;
      lines.push(
        exemplar === undefined
          ? text
          : `${text} # ${labelText(exemplar.labels, format)} ${exemplar.value} ${exemplar.timestamp}`
      );
    }
  }
  return [...lines, ...(format === 'openmetrics' ? ['# EOF'] : []), ''].join('\n');
}

/** The format that an `Accept` header likes best; text when it does not say. */
export function formatFor(accept: string | undefined): ExpositionFormat {
  const wanted = (accept ?? '').split(',').map((entry) => {
    const [type, ...parameters] = entry.split(';').map((part) => part.trim().toLowerCase());
    const quality = parameters.find((parameter) => parameter.startsWith('q='));
    return { type, quality: quality === undefined ? 1 : Number(quality.slice(2)) };
  });
  const best = (types: readonly string[]): number =>
    Math.max(0, ...wanted.filter(({ type }) => types.includes(type)).map(({ quality }) => quality));
  const openmetrics = best(['application/openmetrics-text']);
  return openmetrics > 0 && openmetrics >= best(['text/plain']) ? 'openmetrics' : 'text';
}

function families(samples: readonly Sample[]): readonly Family[] {
  const names = new Set(samples.map(({ name }) => name));
  const grouped = new Map<string, Sample[]>();
  for (const sample of samples) {
    const family = familyName(sample.name, names);
    const members = grouped.get(family) ?? [];
    grouped.set(family, members);
    members.push(sample);
  }
  return [...grouped].map(([name, all]) => {
    const type = typeOf(name, names);
    return { name, type, samples: type === 'histogram' || type === 'summary' ? inOrder(all) : all };
  });
}

/** `x` for `x_bucket`, `x_count` and `x_sum` where they belong together; else the name itself. */
function familyName(name: string, names: ReadonlySet<string>): string {
  const part = PARTS.find((suffix) => name.endsWith(suffix));
  const base = part === undefined ? name : name.slice(0, -part.length);
  return names.has(`${base}_count`) && names.has(`${base}_sum`) ? base : name;
}

function typeOf(family: string, names: ReadonlySet<string>): MetricType {
  if (names.has(`${family}_count`) && names.has(`${family}_sum`)) {
    return names.has(`${family}_bucket`) ? 'histogram' : 'summary';
  }
  return family.endsWith('_total') ? 'counter' : 'unknown';
}

/** The samples of one histogram side by side, buckets first and ascending, as both formats want them. */
function inOrder(samples: readonly Sample[]): readonly Sample[] {
  const groups = new Map<string, Sample[]>();
  for (const sample of samples) {
    const { le: _, ...own } = sample.labels;
    const key = seriesKey(own);
    const members = groups.get(key) ?? [];
    groups.set(key, members);
    members.push(sample);
  }
  const rank = ({ name }: Sample): number => PARTS.findIndex((suffix) => name.endsWith(suffix));
  const bound = ({ labels }: Sample): number => (labels.le === '+Inf' ? Infinity : Number(labels.le ?? 0));
  return [...groups.values()].flatMap((group) => group.sort((a, b) => rank(a) - rank(b) || bound(a) - bound(b)));
}

function typeLine({ name, type }: Family, format: ExpositionFormat): string {
  if (format === 'text') {
    return `# TYPE ${name} ${type === 'unknown' ? 'untyped' : type}`;
  }
  return `# TYPE ${type === 'counter' ? name.replace(/_total$/, '') : name} ${type}`;
}

function sampleText({ name, labels, value }: Sample, format: ExpositionFormat, at: number | undefined): string {
  const text = `${name}${labelText(labels, format)} ${valueText(value)}`;
  return at === undefined ? text : `${text} ${format === 'text' ? Math.round(at * 1000) : at}`;
}

/** As Go writes it: both formats have `+Inf`, not JavaScript's word. */
function valueText(value: number): string {
  return Number.isFinite(value) || Number.isNaN(value) ? String(value) : value > 0 ? '+Inf' : '-Inf';
}

function labelText(labels: Labels, format: ExpositionFormat): string {
  const pairs = Object.entries(labels).map(
    ([name, value]) => `${name}="${escapeLabel(name === 'le' && format === 'openmetrics' ? canonical(value) : value)}"`
  );
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`;
}

/** OpenMetrics writes a whole bound with a fraction: `1.0`. */
function canonical(bound: string): string {
  return /^-?\d+$/.test(bound) ? `${bound}.0` : bound;
}

function escapeLabel(value: string): string {
  return value.replace(/\\/g, '\\\\').replace(/"/g, '\\"').replace(/\n/g, '\\n');
}

function seriesKey(labels: Labels): string {
  return JSON.stringify(Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1)));
}
