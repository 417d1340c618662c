import React from 'react';
import {
  cacheFieldDisplayNames,
  type DataFrame,
  type Field,
  type FieldColor,
  FieldColorModeId,
  FieldType,
  formattedValueToString,
  getDisplayProcessor,
  getFieldDisplayName,
  getFieldSeriesColor,
  type GrafanaTheme2,
  type PanelProps,
} from '@grafana/data';
import { PanelDataErrorView } from '@grafana/runtime';
import { LegendDisplayMode } from '@grafana/schema';
import { EventBusPlugin, SeriesTable, TimeSeries, TooltipPlugin2, useTheme2 } from '@grafana/ui';

interface Options {
  readonly legend?: { readonly showLegend?: boolean; readonly calcs?: readonly string[] };
}

/** One tooltip for all series at the cursor. */
const ALL_SERIES = 1;

/** The time series panel, from the chart that `@grafana/ui` keeps: lines, legend, tooltip, crosshair, zoom by dragging. */
export function TimeSeriesStandIn(props: PanelProps<Options>) {
  const { data, width, height, options, timeRange, timeZone, onChangeTimeRange, eventBus, id, fieldConfig } = props;
  const theme = useTheme2();
  // As Grafana's panel does: colours by name need the names.
  cacheFieldDisplayNames(data.series);
  const frames = data.series.map((frame) => withLegendColours(frame, theme)).filter(isGraphable);
  if (frames.length === 0) {
    return <PanelDataErrorView panelId={id} data={data} fieldConfig={fieldConfig} needsTimeField needsNumberField />;
  }
  return (
    <TimeSeries
      frames={frames}
      structureRev={data.structureRev}
      width={width}
      height={height}
      timeRange={timeRange}
      timeZone={timeZone}
      options={options}
      legend={{
        showLegend: options.legend?.showLegend ?? true,
        displayMode: LegendDisplayMode.List,
        placement: 'bottom',
        calcs: [],
      }}
    >
      {(config, aligned) => (
        <>
          <EventBusPlugin config={config} eventBus={eventBus} frame={aligned} />
          <TooltipPlugin2
            config={config}
            hoverMode={ALL_SERIES}
            queryZoom={onChangeTimeRange}
            render={(_plot, rows) => <Values frame={aligned} rows={rows} timeZone={timeZone} />}
          />
        </>
      )}
    </TimeSeries>
  );
}

function isGraphable(frame: DataFrame): boolean {
  return (
    frame.fields.some(({ type }) => type === FieldType.time) &&
    frame.fields.some(({ type }) => type === FieldType.number)
  );
}

/**
 * The chart draws what `custom` says, and Grafana's panel has defaults there. Colours are settled before the chart joins
 * frames: by name they would come out differently afterwards.
 */
function withLegendColours(frame: DataFrame, theme: GrafanaTheme2): DataFrame {
  return {
    ...frame,
    fields: frame.fields.map((field) => ({
      ...field,
      config: {
        ...field.config,
        ...(field.type === FieldType.number ? { color: fixedColour(field, theme) } : {}),
        custom: { lineWidth: 1, fillOpacity: 8, spanNulls: false, ...field.config.custom },
      },
    })),
  };
}

function fixedColour(field: Field, theme: GrafanaTheme2): FieldColor {
  return { mode: FieldColorModeId.Fixed, fixedColor: getFieldSeriesColor(field, theme).color };
}

function Values({ frame, rows, timeZone }: { frame: DataFrame; rows: Array<number | null>; timeZone: string }) {
  const theme = useTheme2();
  const row = rows.find((each) => each !== null);
  if (row === null || row === undefined) {
    return null;
  }
  const show = (index: number) => {
    const field = frame.fields[index];
    const display = field.display ?? getDisplayProcessor({ field, theme, timeZone });
    return display(field.values[row]);
  };
  const series = frame.fields.slice(1).map((field, index) => {
    const { color, ...value } = show(index + 1);
    return { color, label: getFieldDisplayName(field, frame), value: formattedValueToString(value) };
  });
  return (
    <div style={{ padding: theme.spacing(1) }}>
      <SeriesTable timestamp={formattedValueToString(show(0))} series={series} />
    </div>
  );
}
