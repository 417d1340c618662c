import React from 'react';
import { getFieldDisplayValues, type PanelProps, type ReduceDataOptions } from '@grafana/data';
import { BigValue, BigValueColorMode, BigValueGraphMode, useTheme2 } from '@grafana/ui';

interface Options {
  readonly reduceOptions?: ReduceDataOptions;
}

/** The stat panel: one big value a field. */
export function StatStandIn({
  data,
  width,
  height,
  options,
  fieldConfig,
  replaceVariables,
  timeZone,
}: PanelProps<Options>) {
  const theme = useTheme2();
  const values = getFieldDisplayValues({
    fieldConfig,
    reduceOptions: options.reduceOptions ?? { calcs: ['lastNotNull'] },
    replaceVariables,
    theme,
    data: data.series,
    timeZone,
  });
  return (
    <div style={{ display: 'flex' }}>
      {values.map(({ display, name }) => (
        <BigValue
          key={name}
          value={display}
          width={width / values.length}
          height={height}
          theme={theme}
          colorMode={BigValueColorMode.Value}
          graphMode={BigValueGraphMode.None}
        />
      ))}
    </div>
  );
}
