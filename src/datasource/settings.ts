import * as v from 'valibot';
import type { DataSourceJsonData } from '@grafana/data';
import {
  defaultIdentityRules,
  defaultRoundLimits,
  presetKeys,
  withPresets,
  type CorrelationKey,
  type IdentityRules,
} from '../engine/correlation';
import { err, ok, problem, type Result } from '../engine/result';
import type { CustomConvention } from '../engine/signals';
import { migrateRecord, type Step, type Stored } from '../engine/stored';
import { DEFAULT_SCOPE, type ScopeNames, type ScopeSettings } from './filters/scope';
import { DEFAULT_LIMITS, limitsSchema, type QueryLimits } from './limits';
import { conventionProblem, customConventionSchema } from './signals/custom';

/** The version of the settings that this build writes. */
export const SETTINGS_VERSION = 1;

/** Every stream that names its service: what an OTLP-fed Loki always has. */
export const DEFAULT_SELECTOR = '{service_name=~".+"}';

/** A linked trace or metric source. */
export interface LinkedSource {
  readonly uid: string;
}

/** A linked log source, and the streams to look in. */
export interface LinkedLogSource extends LinkedSource {
  /** LogQL stream selector; {@link DEFAULT_SELECTOR} when absent. */
  readonly selector?: string;
}

/** `jsonData` in full: what the data source runs on. Stored settings may leave anything out, see {@link StoredSettings}. */
export interface ClewSettings {
  readonly version: typeof SETTINGS_VERSION;
  readonly traces: readonly LinkedSource[];
  /** Empty: taken from the trace sources' own "trace to logs" setting. */
  readonly logs: readonly LinkedLogSource[];
  /** Empty: taken from the trace sources' own "trace to metrics" setting. */
  readonly metrics: readonly LinkedSource[];
  /** The configured keys, then the presets that none of them replaces by name. */
  readonly keys: readonly CorrelationKey[];
  readonly limits: QueryLimits;
  /** How long one leg may take, in milliseconds. */
  readonly timeoutMs: number;
  /** Requests that one refresh may send to the linked sources. */
  readonly requestBudget: number;
  /** Requests in flight at once. */
  readonly maxConcurrent: number;
  /** Rounds of following new IDs after the first. */
  readonly maxHops: number;
  /** Seconds by which the window grows on each side, step after step, when nothing is found; empty: never. */
  readonly widening: readonly number[];
  /** Seconds of logs and metrics around what was found. */
  readonly paddingSeconds: number;
  readonly identity: IdentityRules;
  /** Names of environment, cluster and namespace, as attributes and as labels. */
  readonly scope: ScopeSettings;
  /** Metric conventions of the user's own, tried before those that ship. */
  readonly conventions: readonly CustomConvention[];
}

/** `jsonData` as Grafana stores it. */
export interface StoredSettings extends DataSourceJsonData, Partial<ClewSettings> {}

/** What absent settings are read as. */
export const DEFAULT_SETTINGS: ClewSettings = {
  version: SETTINGS_VERSION,
  traces: [],
  logs: [],
  metrics: [],
  keys: presetKeys,
  limits: DEFAULT_LIMITS,
  timeoutMs: 30_000,
  requestBudget: 40,
  maxConcurrent: 4,
  maxHops: defaultRoundLimits.maxHops,
  widening: defaultRoundLimits.widening,
  paddingSeconds: defaultRoundLimits.paddingSeconds,
  identity: defaultIdentityRules,
  scope: DEFAULT_SCOPE,
  conventions: [],
};

const uid = v.pipe(v.string(), v.nonEmpty());
const positive = v.pipe(v.number(), v.integer(), v.minValue(1));
const names = v.pipe(v.array(v.string()), v.readonly());

const logPlaceSchema = v.variant('kind', [
  v.object({ kind: v.literal('label'), name: v.string() }),
  v.object({ kind: v.literal('json'), path: v.string() }),
  v.object({ kind: v.literal('logfmt'), field: v.string() }),
  v.object({ kind: v.literal('regexp'), pattern: v.string() }),
]);

const nestingSchema = v.variant('kind', [
  v.object({ kind: v.literal('none') }),
  v.object({ kind: v.literal('suffix'), separator: v.pipe(v.string(), v.nonEmpty()) }),
]);

const keySchema = v.object({
  name: v.pipe(v.string(), v.nonEmpty()),
  title: v.string(),
  spanAttributes: v.optional(names, []),
  logPlaces: v.optional(v.pipe(v.array(logPlaceSchema), v.readonly()), []),
  exemplarLabels: v.optional(names, []),
  nesting: v.optional(nestingSchema, { kind: 'none' }),
});

const scopeNamesSchema = v.object({ attributes: names, labels: names });

const settingsSchema = v.object({
  version: v.literal(SETTINGS_VERSION),
  traces: v.pipe(v.array(v.object({ uid })), v.readonly()),
  logs: v.pipe(v.array(v.object({ uid, selector: v.optional(v.string()) })), v.readonly()),
  metrics: v.pipe(v.array(v.object({ uid })), v.readonly()),
  keys: v.pipe(v.array(keySchema), v.readonly()),
  limits: limitsSchema,
  timeoutMs: positive,
  requestBudget: positive,
  maxConcurrent: v.pipe(positive, v.maxValue(4)),
  maxHops: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(10)),
  widening: v.pipe(v.array(v.pipe(v.number(), v.minValue(1))), v.readonly()),
  paddingSeconds: v.pipe(v.number(), v.minValue(0)),
  identity: v.object({
    order: names,
    overrides: v.pipe(v.array(v.object({ from: v.string(), to: v.string() })), v.readonly()),
  }),
  scope: v.object({ environment: scopeNamesSchema, cluster: scopeNamesSchema, namespace: scopeNamesSchema }),
  conventions: v.pipe(v.array(customConventionSchema), v.readonly()),
});

/**
 * Reads stored settings of any version up to the present one and fills in what is absent. Version 0 is what people write
 * by hand into provisioning files: no version, and sources as bare uids (`traces: [tempo]`, or `traces: tempo`).
 *
 * @returns the settings, or a problem: `settings.newer` (`found`, `known`) when a newer version saved them,
 * `settings.invalid` (`field`, `reason`), and those of a custom convention (`convention.*`).
 */
export function readSettings(stored: unknown): Result<ClewSettings> {
  const given = isRecord(stored) ? stored : {};
  const version = given.version ?? 0;
  if (typeof version === 'number' && version > SETTINGS_VERSION) {
    return err(problem('settings.newer', { found: version, known: SETTINGS_VERSION }));
  }
  const parsed = v.safeParse(
    settingsSchema,
    withDefaults(migrateRecord(given, STEPS, { from: version, to: SETTINGS_VERSION }))
  );
  if (!parsed.success) {
    const issue = parsed.issues[0];
    return err(problem('settings.invalid', { field: v.getDotPath(issue) ?? '', reason: issue.message }));
  }
  const { keys, ...rest } = parsed.output;
  const unusable = conventionProblem(rest.conventions);
  return unusable === undefined ? ok({ ...rest, keys: withPresets(keys) }) : err(unusable);
}

/** What each version changed, by the version that it leaves. */
const STEPS: Readonly<Record<number, Step>> = { 0: fromVersion0 };

function fromVersion0(stored: Stored): Stored {
  const { traces, logs, metrics, ...rest } = stored;
  return {
    ...rest,
    version: 1,
    traces: sourcesFromUids(traces),
    logs: sourcesFromUids(logs),
    metrics: sourcesFromUids(metrics),
  };
}

function sourcesFromUids(value: unknown): unknown {
  if (typeof value === 'string') {
    return [{ uid: value }];
  }
  return Array.isArray(value) ? value.map((item: unknown) => (typeof item === 'string' ? { uid: item } : item)) : value;
}

function withDefaults(stored: Stored): Record<string, unknown> {
  const filled = { ...DEFAULT_SETTINGS, ...present(stored) };
  const part = (given: unknown, otherwise: object): unknown =>
    isRecord(given) ? { ...otherwise, ...present(given) } : given;
  return {
    ...filled,
    limits: part(filled.limits, DEFAULT_SETTINGS.limits),
    identity: part(filled.identity, DEFAULT_SETTINGS.identity),
    scope: scopeWithDefaults(filled.scope),
  };
}

/** Each dimension by itself, and its attributes and labels by themselves. */
function scopeWithDefaults(given: unknown): unknown {
  if (!isRecord(given)) {
    return given;
  }
  const { environment, cluster, namespace } = DEFAULT_SETTINGS.scope;
  const names = (dimension: unknown, otherwise: ScopeNames): unknown =>
    isRecord(dimension) ? { ...otherwise, ...present(dimension) } : (dimension ?? otherwise);
  return {
    environment: names(given.environment, environment),
    cluster: names(given.cluster, cluster),
    namespace: names(given.namespace, namespace),
  };
}

/** Without what is absent: a form that was cleared stores `undefined`, and provisioning `null`. */
function present(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined && value !== null));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
