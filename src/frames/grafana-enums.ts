import type { DataFrameType, DataTopic, FieldType, MappingType } from '@grafana/data';

/*
 * The values of Grafana's enums, without importing Grafana when the code runs: @grafana/data needs a browser's window,
 * and frames are read and written by the command line and the benchmarks too. Enums cannot be made from their values
 * without a cast; a test compares each with the real one.
 */

/** Field types that are written. */
export const FIELD_TYPE = {
  text: 'string' as FieldType.string,
  number: 'number' as FieldType.number,
  time: 'time' as FieldType.time,
  other: 'other' as FieldType.other,
} as const;

export const TIME_SERIES_MULTI = 'timeseries-multi' as DataFrameType.TimeSeriesMulti;
export const ANNOTATIONS = 'annotations' as DataTopic.Annotations;
export const VALUE_TO_TEXT = 'value' as MappingType.ValueToText;
