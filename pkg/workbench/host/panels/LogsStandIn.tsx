import React from 'react';
import { css } from '@emotion/css';
import { type DataFrame, dateTimeFormat, FieldType, type GrafanaTheme2, type PanelProps } from '@grafana/data';
import { PanelDataErrorView } from '@grafana/runtime';
import { ScrollContainer, useStyles2 } from '@grafana/ui';

interface Row {
  readonly id: string;
  readonly time: number;
  readonly line: string;
  readonly level: string;
}

/** Beyond these the page would crawl; Grafana's own panel is virtualised, this stand-in is not. */
const MOST_ROWS = 500;

interface Options {
  readonly sortOrder?: 'Ascending' | 'Descending';
}

/** The logs panel, as a plain list in order of time. */
export function LogsStandIn({ data, timeZone, id, fieldConfig, options }: PanelProps<Options>) {
  const styles = useStyles2(getStyles);
  const direction = options.sortOrder === 'Descending' ? -1 : 1;
  const rows = data.series.flatMap(readRows).sort((a, b) => direction * (a.time - b.time));
  if (rows.length === 0) {
    return <PanelDataErrorView panelId={id} data={data} fieldConfig={fieldConfig} needsStringField />;
  }
  return (
    <ScrollContainer>
      <ul className={styles.list} aria-label="Log lines">
        {rows.slice(0, MOST_ROWS).map((row) => (
          <li key={row.id} className={styles.row} data-level={row.level}>
            <span className={styles.time}>
              {dateTimeFormat(row.time, { timeZone, format: 'YYYY-MM-DD HH:mm:ss.SSS' })}
            </span>
            <span className={styles.level}>{row.level.toUpperCase()}</span>
            <span>{row.line}</span>
          </li>
        ))}
      </ul>
    </ScrollContainer>
  );
}

/** Both variants of Loki's frame: `Line` and `body`. */
function readRows(frame: DataFrame, index: number): readonly Row[] {
  const time = frame.fields.find(({ type }) => type === FieldType.time);
  const line = frame.fields.find(({ name }) => name === 'Line' || name === 'body');
  const labels = frame.fields.find(({ name }) => name === 'labels');
  const id = frame.fields.find(({ name }) => name === 'id');
  if (time === undefined || line === undefined) {
    return [];
  }
  return Array.from({ length: frame.length }, (_, row) => ({
    id: `${index}-${id?.values[row] ?? row}-${row}`,
    time: Number(time.values[row]),
    line: String(line.values[row]),
    level: String(labels?.values[row]?.detected_level ?? labels?.values[row]?.level ?? ''),
  }));
}

function getStyles(theme: GrafanaTheme2) {
  return {
    list: css({
      listStyle: 'none',
      margin: 0,
      fontFamily: theme.typography.fontFamilyMonospace,
      fontSize: theme.typography.bodySmall.fontSize,
    }),
    row: css({
      display: 'flex',
      gap: theme.spacing(1.5),
      whiteSpace: 'nowrap',
      padding: theme.spacing(0.25, 0),
      '&[data-level=error] > :nth-child(2)': { color: theme.colors.error.text },
      '&[data-level=warn] > :nth-child(2), &[data-level=warning] > :nth-child(2)': { color: theme.colors.warning.text },
      '&[data-level=info] > :nth-child(2)': { color: theme.colors.success.text },
    }),
    time: css({ color: theme.colors.text.secondary }),
    level: css({ minWidth: '5ch' }),
  };
}
