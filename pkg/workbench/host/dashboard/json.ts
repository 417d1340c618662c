import * as v from 'valibot';

const refSchema = v.object({ type: v.optional(v.string()), uid: v.optional(v.string()) });

const targetSchema = v.looseObject({ refId: v.string(), panelId: v.optional(v.number()) });

const panelSchema = v.object({
  id: v.number(),
  type: v.string(),
  title: v.optional(v.string(), ''),
  description: v.optional(v.string()),
  transparent: v.optional(v.boolean(), false),
  gridPos: v.object({ x: v.number(), y: v.number(), w: v.number(), h: v.number() }),
  datasource: v.optional(v.nullable(refSchema)),
  /** Samples of a series that the panel asks for; by its width when absent. */
  maxDataPoints: v.optional(v.number()),
  targets: v.optional(v.array(targetSchema), []),
  transformations: v.optional(v.array(v.object({ id: v.string(), options: v.optional(v.unknown(), {}) })), []),
  options: v.optional(v.looseObject({}), {}),
  fieldConfig: v.optional(v.looseObject({}), {}),
});

const variableSchema = v.object({
  name: v.string(),
  type: v.string(),
  label: v.optional(v.nullable(v.string())),
  description: v.optional(v.nullable(v.string())),
  /** Text, or what a data source's own variable editor stores. */
  query: v.optional(v.union([v.string(), v.looseObject({})]), ''),
  datasource: v.optional(v.nullable(refSchema)),
  regex: v.optional(v.string(), ''),
  refresh: v.optional(v.number(), 1),
  sort: v.optional(v.number(), 0),
  multi: v.optional(v.boolean(), false),
  includeAll: v.optional(v.boolean(), false),
  allValue: v.optional(v.nullable(v.string())),
  hide: v.optional(v.number()),
  current: v.optional(v.looseObject({ value: v.optional(v.unknown()) })),
});

const annotationSchema = v.looseObject({
  name: v.string(),
  enable: v.optional(v.boolean(), true),
  iconColor: v.optional(v.string(), 'red'),
  builtIn: v.optional(v.number()),
  datasource: v.optional(v.nullable(refSchema)),
});

/** A link of the dashboard, in its bar. */
const linkSchema = v.object({
  title: v.string(),
  type: v.picklist(['link', 'dashboards']),
  url: v.optional(v.nullable(v.string())),
  tooltip: v.optional(v.nullable(v.string())),
  tags: v.optional(v.array(v.string()), []),
  keepTime: v.optional(v.boolean(), false),
  includeVars: v.optional(v.boolean(), false),
  targetBlank: v.optional(v.boolean(), false),
});

const dashboardSchema = v.object({
  uid: v.string(),
  title: v.string(),
  tags: v.optional(v.array(v.string()), []),
  links: v.optional(v.array(linkSchema), []),
  annotations: v.optional(v.object({ list: v.array(annotationSchema) }), { list: [] }),
  timezone: v.optional(v.string(), 'browser'),
  refresh: v.optional(v.string(), ''),
  graphTooltip: v.optional(v.number(), 0),
  time: v.object({ from: v.string(), to: v.string() }),
  templating: v.optional(v.object({ list: v.array(variableSchema) }), { list: [] }),
  panels: v.array(panelSchema),
});

/** The part of Grafana's dashboard JSON (version 1) that the workbench draws. */
export type Dashboard = v.InferOutput<typeof dashboardSchema>;
export type DashboardPanel = v.InferOutput<typeof panelSchema>;
export type DashboardVariable = v.InferOutput<typeof variableSchema>;
export type DashboardAnnotation = v.InferOutput<typeof annotationSchema>;
export type DashboardLink = v.InferOutput<typeof linkSchema>;

/** Reads a dashboard as `/api/dashboards/uid/<uid>` gives it. What the workbench cannot draw is an error, said by name. */
export function readDashboard(answer: unknown): Dashboard {
  return v.parse(v.object({ dashboard: dashboardSchema }), answer).dashboard;
}
