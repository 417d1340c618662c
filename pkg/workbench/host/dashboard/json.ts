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
  datasource: v.optional(refSchema),
  targets: v.optional(v.array(targetSchema), []),
  transformations: v.optional(v.array(v.object({ id: v.string(), options: v.optional(v.unknown(), {}) })), []),
  options: v.optional(v.looseObject({}), {}),
  fieldConfig: v.optional(v.looseObject({}), {}),
});

const variableSchema = v.object({
  name: v.string(),
  type: v.string(),
  label: v.optional(v.string()),
  description: v.optional(v.nullable(v.string())),
  query: v.optional(v.string(), ''),
  hide: v.optional(v.number()),
  current: v.optional(v.looseObject({ value: v.optional(v.unknown()) })),
});

const dashboardSchema = v.object({
  uid: v.string(),
  title: v.string(),
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

/** Reads a dashboard as `/api/dashboards/uid/<uid>` gives it. What the workbench cannot draw is an error, said by name. */
export function readDashboard(answer: unknown): Dashboard {
  return v.parse(v.object({ dashboard: dashboardSchema }), answer).dashboard;
}
