/** Names of the fields of an exemplar frame of ours. */
export const EXEMPLAR_FIELDS = {
  time: 'Time',
  value: 'Value',
  traceId: 'traceID',
  spanId: 'spanID',
  service: 'clewService',
  /** The labels of a row as one object: exact, where the string fields cannot tell '' from absent. */
  labels: 'clewLabels',
} as const;
