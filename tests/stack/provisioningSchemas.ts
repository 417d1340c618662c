/**
 * What Grafana 12.4 reads of provisioning files, strict on keys that it would silently ignore. Sources:
 * grafana.com/docs/grafana/v12.4/administration/provisioning and .../alerting-rules/../file-provisioning, held against the
 * types of `pkg/services/provisioning` in Grafana 12.4.0.
 */
import * as v from 'valibot';

/** Prometheus' durations: `30s`, `1h30m`. */
const duration = v.pipe(v.string(), v.regex(/^(\d+(ms|s|m|h|d|w|y))+$/, 'a duration such as 30s'));
const orgId = v.optional(v.pipe(v.number(), v.integer(), v.minValue(1)));
const jsonData = v.record(v.string(), v.unknown());
const strings = v.record(v.string(), v.string());
const uid = v.pipe(v.string(), v.regex(/^[a-zA-Z0-9_-]{1,40}$/, 'a uid: letters, digits, - and _, at most 40'));
const apiVersion = v.literal(1);

export const dataSourcesFile = v.strictObject({
  apiVersion,
  prune: v.optional(v.boolean()),
  deleteDatasources: v.optional(v.array(v.strictObject({ name: v.string(), orgId }))),
  datasources: v.array(
    v.strictObject({
      name: v.string(),
      type: v.string(),
      uid,
      access: v.picklist(['proxy', 'direct']),
      orgId,
      url: v.optional(v.string()),
      user: v.optional(v.string()),
      database: v.optional(v.string()),
      basicAuth: v.optional(v.boolean()),
      basicAuthUser: v.optional(v.string()),
      withCredentials: v.optional(v.boolean()),
      isDefault: v.optional(v.boolean()),
      correlations: v.optional(v.array(jsonData)),
      jsonData: v.optional(jsonData),
      secureJsonData: v.optional(strings),
      editable: v.optional(v.boolean()),
      version: v.optional(v.number()),
    })
  ),
});

export const dashboardsFile = v.strictObject({
  apiVersion,
  providers: v.array(
    v.strictObject({
      name: v.string(),
      type: v.literal('file'),
      orgId,
      folder: v.optional(v.string()),
      folderUid: v.optional(uid),
      editable: v.optional(v.boolean()),
      disableDeletion: v.optional(v.boolean()),
      updateIntervalSeconds: v.optional(v.number()),
      allowUiUpdates: v.optional(v.boolean()),
      options: v.strictObject({ path: v.string(), foldersFromFilesStructure: v.optional(v.boolean()) }),
    })
  ),
});

export const pluginsFile = v.strictObject({
  apiVersion,
  apps: v.array(
    v.strictObject({
      type: v.string(),
      org_id: orgId,
      org_name: v.optional(v.string()),
      disabled: v.optional(v.boolean()),
      jsonData: v.optional(jsonData),
      secureJsonData: v.optional(strings),
    })
  ),
});

const relativeTimeRange = v.pipe(
  v.strictObject({ from: v.number(), to: v.number() }),
  v.check(({ from, to }) => from > to, 'from is further back than to')
);
const instantQuery = v.strictObject({
  refId: v.string(),
  instant: v.literal(true),
  range: v.optional(v.literal(false)),
  expr: v.string(),
  intervalMs: v.optional(v.number()),
  maxDataPoints: v.optional(v.number()),
  legendFormat: v.optional(v.string()),
});
const threshold = v.strictObject({
  refId: v.string(),
  type: v.literal('threshold'),
  expression: v.string(),
  conditions: v.tuple([
    v.strictObject({
      evaluator: v.strictObject({
        type: v.picklist(['gt', 'gte', 'lt', 'lte', 'eq', 'ne']),
        params: v.tuple([v.number()]),
      }),
    }),
  ]),
});
const query = v.strictObject({
  refId: v.string(),
  datasourceUid: v.string(),
  queryType: v.optional(v.string()),
  relativeTimeRange,
  model: v.union([threshold, instantQuery]),
});

const rule = v.strictObject({
  uid,
  title: v.string(),
  condition: v.string(),
  data: v.array(query),
  for: duration,
  keepFiringFor: v.optional(duration),
  noDataState: v.picklist(['NoData', 'OK', 'Alerting', 'KeepLast']),
  execErrState: v.picklist(['Error', 'OK', 'Alerting', 'KeepLast']),
  missing_series_evals_to_resolve: v.optional(v.number()),
  dashboardUid: v.optional(v.string()),
  panelId: v.optional(v.number()),
  isPaused: v.optional(v.boolean()),
  labels: v.optional(strings),
  annotations: v.optional(strings),
  notification_settings: v.optional(
    v.strictObject({
      receiver: v.string(),
      group_by: v.optional(v.array(v.string())),
      group_wait: v.optional(duration),
      group_interval: v.optional(duration),
      repeat_interval: v.optional(duration),
      mute_time_intervals: v.optional(v.array(v.string())),
      active_time_intervals: v.optional(v.array(v.string())),
    })
  ),
});

export type ProvisionedRule = v.InferOutput<typeof rule>;

export const alertingFile = v.strictObject({
  apiVersion,
  groups: v.optional(
    v.array(v.strictObject({ orgId, name: v.string(), folder: v.string(), interval: duration, rules: v.array(rule) }))
  ),
  deleteRules: v.optional(v.array(v.strictObject({ orgId, uid }))),
  contactPoints: v.optional(
    v.array(
      v.strictObject({
        orgId,
        name: v.string(),
        receivers: v.array(
          v.strictObject({
            uid,
            type: v.string(),
            disableResolveMessage: v.optional(v.boolean()),
            settings: jsonData,
          })
        ),
      })
    )
  ),
  deleteContactPoints: v.optional(v.array(v.strictObject({ orgId, uid }))),
  policies: v.optional(v.array(v.looseObject({ orgId, receiver: v.string() }))),
  resetPolicies: v.optional(v.array(v.number())),
  templates: v.optional(v.array(v.strictObject({ orgId, name: v.string(), template: v.string() }))),
});
