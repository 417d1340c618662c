import type { LabIncident } from '../../pkg/lab';

/**
 * The samples of an incident as OpenMetrics text, each with its own timestamp in seconds, families one after the other, as
 * `promtool tsdb create-blocks-from openmetrics` reads it.
 */
export function openMetrics(metrics: LabIncident['metrics']): string {
  const lines = metrics.flatMap(({ data }) =>
    data.result.flatMap(({ metric, values }) => {
      const series = seriesText(metric);
      return values.map(([seconds, value]) => `${series} ${value} ${seconds}`);
    })
  );
  return [...lines, '# EOF', ''].join('\n');
}

function seriesText({ __name__: name, ...labels }: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(labels).map(([label, value]) => `${label}="${escaped(value)}"`);
  return `${name}{${pairs.join(',')}}`;
}

function escaped(value: string): string {
  return value.replace(/\\/g, '\\\\').replace(/"/g, '\\"').replace(/\n/g, '\\n');
}
