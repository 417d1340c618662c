import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import * as v from 'valibot';
import { parse } from 'yaml';
import { type Source, sourceTypes } from '../sources';
import { readRules, type RuleGroup } from './alerting';
import { unescaped } from './unescaped';

const sourceSchema = v.object({
  name: v.string(),
  type: v.string(),
  uid: v.string(),
  isDefault: v.optional(v.boolean(), false),
  jsonData: v.optional(v.record(v.string(), v.unknown()), {}),
});

const fileSchema = v.object({ datasources: v.array(sourceSchema) });

const destinationsSchema = v.object({
  exemplarTraceIdDestinations: v.array(v.object({ name: v.string(), datasourceUid: v.string() })),
});

/** A data source as `provisioning/datasources` gives it to Grafana. */
export type ProvisionedSource = v.InferOutput<typeof sourceSchema>;

/** What `provisioning/` holds for Grafana, read for the workbench. */
export interface Provisioning {
  readonly sources: readonly ProvisionedSource[];
  /** Dashboards as JSON, by uid. */
  readonly dashboards: ReadonlyMap<string, unknown>;
  readonly rules?: readonly RuleGroup[];
}

/** Where the app keeps the dashboards that it ships, beside `provisioning/`: Grafana is provisioned from the same files. */
const SHIPPED_DASHBOARDS = '../src/dashboards';

/** Reads the folder. Broken files are errors of ours, and thrown. */
export function readProvisioning(folder: string): Provisioning {
  const sources = files(path.join(folder, 'datasources'), '.yaml').flatMap(
    (text) => v.parse(fileSchema, parse(unescaped(text))).datasources
  );
  const dashboards = files(path.join(folder, SHIPPED_DASHBOARDS), '.json').map((text) => {
    const dashboard: unknown = JSON.parse(text);
    return [v.parse(v.object({ uid: v.string() }), dashboard).uid, dashboard] satisfies [string, unknown];
  });
  return { sources, dashboards: new Map(dashboards), rules: readRules(folder) };
}

function files(folder: string, ending: string): readonly string[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith(ending))
    .map((file) => readFileSync(path.join(folder, file), 'utf8'));
}

/** The provisioned sources that the workbench itself answers for, by uid. */
export function answeredSources({ sources }: Provisioning): ReadonlyMap<string, Source> {
  const nameOf = (uid: string) => sources.find((source) => source.uid === uid)?.name ?? uid;
  const answered = sources.filter(({ type }) => sourceTypes.includes(type));
  return new Map(
    answered.map(({ uid, type, name, jsonData }) => {
      const read = v.safeParse(destinationsSchema, jsonData);
      const destinations = read.success ? read.output.exemplarTraceIdDestinations : [];
      const exemplarDestinations = destinations.map(({ name: label, datasourceUid }) => ({
        label,
        datasourceUid,
        datasourceName: nameOf(datasourceUid),
      }));
      return [uid, { type, uid, name, exemplarDestinations }];
    })
  );
}
