import * as v from 'valibot';
import type { FieldConfigSource } from '@grafana/data';
import type { ClewQuery } from '../../src/datasource/query';

/** A panel as both schemas hold it. */
export interface StoredPanel {
  readonly type: string;
  readonly title: string;
  readonly pluginVersion: string;
  readonly options: Readonly<Record<string, unknown>>;
  readonly fieldConfig: FieldConfigSource;
}

/** What a saved dashboard holds of ours. */
export interface StoredModels {
  readonly panels: readonly StoredPanel[];
  readonly queries: readonly ClewQuery[];
  readonly annotations: readonly ClewQuery[];
  readonly variables: readonly unknown[];
}

// What a query, an annotation or an option holds is for the code under test to judge, not for this reader.
const query = v.custom<ClewQuery>((value) => typeof value === 'object' && value !== null);
const fieldConfig = v.custom<FieldConfigSource>((value) => typeof value === 'object' && value !== null);
const options = v.record(v.string(), v.unknown());

const v1Schema = v.object({
  annotations: v.object({ list: v.array(v.object({ target: query })) }),
  templating: v.object({ list: v.array(v.object({ query: v.unknown() })) }),
  panels: v.array(
    v.object({
      type: v.string(),
      title: v.string(),
      pluginVersion: v.string(),
      options,
      fieldConfig,
      targets: v.array(query),
    })
  ),
});

const dataQuery = v.object({ kind: v.literal('DataQuery'), group: v.string(), spec: v.looseObject({}) });

const v2Schema = v.object({
  spec: v.object({
    annotations: v.array(v.object({ spec: v.object({ query: dataQuery }) })),
    variables: v.array(v.object({ spec: v.object({ query: dataQuery }) })),
    elements: v.record(
      v.string(),
      v.object({
        spec: v.object({
          title: v.string(),
          data: v.object({
            spec: v.object({ queries: v.array(v.object({ spec: v.object({ refId: v.string(), query: dataQuery }) })) }),
          }),
          vizConfig: v.object({ group: v.string(), version: v.string(), spec: v.object({ options, fieldConfig }) }),
        }),
      })
    ),
  }),
});

/** Reads a dashboard of either schema. */
export function storedModels(dashboard: unknown): StoredModels {
  return typeof dashboard === 'object' && dashboard !== null && 'apiVersion' in dashboard
    ? fromV2(v.parse(v2Schema, dashboard))
    : fromV1(v.parse(v1Schema, dashboard));
}

function fromV1({ panels, annotations, templating }: v.InferOutput<typeof v1Schema>): StoredModels {
  return {
    panels: panels.map(({ targets, ...panel }) => panel),
    queries: panels.flatMap(({ targets }) => targets),
    annotations: annotations.list.map(({ target }) => target),
    variables: templating.list.map((variable) => variable.query),
  };
}

/** Schema 2 keeps a query's `refId` and data source outside of it, and text queries of variables in a field of their own. */
function fromV2({ spec }: v.InferOutput<typeof v2Schema>): StoredModels {
  const panels = Object.values(spec.elements).map((element) => element.spec);
  const datasource = { type: 'clew-correlation-datasource', uid: 'clew' };
  return {
    panels: panels.map(({ title, vizConfig }) => ({
      type: vizConfig.group,
      title,
      pluginVersion: vizConfig.version,
      ...vizConfig.spec,
    })),
    queries: panels.flatMap(({ data }) =>
      data.spec.queries.map((one) => v.parse(query, { refId: one.spec.refId, datasource, ...one.spec.query.spec }))
    ),
    annotations: spec.annotations.map((one) => v.parse(query, { refId: 'Anno', ...one.spec.query.spec })),
    variables: spec.variables.map(({ spec: variable }) => {
      const text = variable.query.spec.__legacyStringValue;
      return text ?? { refId: 'order', ...variable.query.spec };
    }),
  };
}
