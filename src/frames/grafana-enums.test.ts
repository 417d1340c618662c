import { DataFrameType, DataTopic, FieldType, MappingType } from '@grafana/data';

import { ANNOTATIONS, FIELD_TYPE, TIME_SERIES_MULTI, VALUE_TO_TEXT } from './grafana-enums';

describe('values written for enums of Grafana', () => {
  it('are the real ones', () => {
    expect(FIELD_TYPE).toEqual({
      text: FieldType.string,
      number: FieldType.number,
      time: FieldType.time,
      other: FieldType.other,
    });
    expect(TIME_SERIES_MULTI).toBe(DataFrameType.TimeSeriesMulti);
    expect(VALUE_TO_TEXT).toBe(MappingType.ValueToText);
    expect(ANNOTATIONS).toBe(DataTopic.Annotations);
  });
});
