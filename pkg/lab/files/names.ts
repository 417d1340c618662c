/** The files of an incident's folder. */
export const FILES = {
  traces: 'traces.json',
  logs: 'logs.jsonl',
  metrics: 'metrics.json',
  exemplars: 'exemplars.json',
  truth: 'truth.json',
} as const;
