import React from 'react';
import { css } from '@emotion/css';
import {
  type DataFrame,
  formattedValueToString,
  getValueFormat,
  type GrafanaTheme2,
  type PanelProps,
} from '@grafana/data';
import { PanelDataErrorView } from '@grafana/runtime';
import { ScrollContainer, useStyles2 } from '@grafana/ui';

interface Row {
  readonly id: string;
  readonly depth: number;
  readonly service: string;
  readonly name: string;
  readonly start: number;
  readonly duration: number;
  readonly failed: boolean;
}

/** The traces panel: the spans of the first trace frame as a waterfall, parents before children. */
export function TracesStandIn({ data, id, fieldConfig }: PanelProps) {
  const styles = useStyles2(getStyles);
  const frame = data.series.find((each) => each.fields.some(({ name }) => name === 'operationName'));
  const rows = frame === undefined ? [] : readRows(frame);
  if (rows.length === 0) {
    return <PanelDataErrorView panelId={id} data={data} fieldConfig={fieldConfig} />;
  }
  const from = Math.min(...rows.map(({ start }) => start));
  const to = Math.max(...rows.map(({ start, duration }) => start + duration));
  const share = (ms: number) => `${(ms / Math.max(to - from, 1e-6)) * 100}%`;
  return (
    <ScrollContainer>
      <ol className={styles.list} aria-label="Spans">
        {rows.map((row) => (
          <li key={row.id} className={styles.row}>
            <span className={styles.name} style={{ paddingLeft: `${row.depth}em` }}>
              <strong>{row.service}</strong> {row.name}
            </span>
            <span className={styles.track}>
              <span
                className={row.failed ? styles.failed : styles.bar}
                style={{ left: share(row.start - from), width: share(row.duration) }}
              />
            </span>
            <span className={styles.length}>{formattedValueToString(getValueFormat('ms')(row.duration, 2))}</span>
          </li>
        ))}
      </ol>
    </ScrollContainer>
  );
}

function readRows(frame: DataFrame): readonly Row[] {
  const column = (name: string) => frame.fields.find((field) => field.name === name)?.values ?? [];
  const [ids, parents, services, names] = ['spanID', 'parentSpanID', 'serviceName', 'operationName'].map(column);
  const [starts, durations, statuses] = ['startTime', 'duration', 'statusCode'].map(column);
  const children = new Map<string, number[]>();
  const known = new Set(ids);
  for (let row = 0; row < frame.length; row++) {
    const parent = parents[row] !== ids[row] && known.has(parents[row]) ? String(parents[row]) : '';
    children.set(parent, [...(children.get(parent) ?? []), row]);
  }
  const rows: Row[] = [];
  const waiting = (children.get('') ?? []).map((row) => ({ row, depth: 0 })).reverse();
  const seen = new Set<number>();
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { row, depth } = next;
    if (seen.has(row)) {
      continue;
    }
    seen.add(row);
    rows.push({
      id: String(ids[row]),
      depth,
      service: String(services[row]),
      name: String(names[row]),
      start: Number(starts[row]),
      duration: Number(durations[row]),
      failed: statuses[row] === 2,
    });
    const below = [...(children.get(String(ids[row])) ?? [])].sort((a, b) => Number(starts[b]) - Number(starts[a]));
    waiting.push(...below.map((child) => ({ row: child, depth: depth + 1 })));
  }
  return rows;
}

function getStyles(theme: GrafanaTheme2) {
  const bar = { position: 'absolute', top: 5, bottom: 5, minWidth: 2, borderRadius: 2 } as const;
  return {
    list: css({ listStyle: 'none', fontSize: theme.typography.bodySmall.fontSize }),
    row: css({ display: 'flex', gap: theme.spacing(1), height: 24, alignItems: 'center' }),
    name: css({ width: '40%', overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }),
    track: css({ position: 'relative', flex: 1, height: '100%' }),
    bar: css({ ...bar, background: theme.visualization.getColorByName('blue') }),
    failed: css({ ...bar, background: theme.colors.error.main }),
    length: css({ width: '8ch', textAlign: 'right' }),
  };
}
