import React from 'react';
import type { DataFrame, PanelProps } from '@grafana/data';
import { PanelDataErrorView } from '@grafana/runtime';
import { Table } from '@grafana/ui';

interface Options {
  readonly sortBy?: ReadonlyArray<{ readonly displayName: string; readonly desc?: boolean }>;
}

/** The table panel: the first frame with fields, in the table of `@grafana/ui`. */
export function TableStandIn({ data, width, height, id, fieldConfig, options }: PanelProps<Options>) {
  const frame = data.series.find(({ fields }) => fields.length > 0);
  if (frame === undefined || frame.length === 0) {
    return <PanelDataErrorView panelId={id} data={data} fieldConfig={fieldConfig} />;
  }
  return (
    <Table
      ariaLabel={frame.name ?? 'Table'}
      data={withoutHidden(frame)}
      width={width}
      height={height}
      initialSortBy={options.sortBy === undefined ? undefined : [...options.sortBy]}
    />
  );
}

function withoutHidden(frame: DataFrame): DataFrame {
  const fields = frame.fields.filter(
    ({ config }) =>
      config.custom?.hidden !== true && config.custom?.hideFrom?.viz !== true && config.custom?.hideFrom !== true
  );
  return { ...frame, fields };
}
