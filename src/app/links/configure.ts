import type { PluginExtensionAddedLinkConfig } from '@grafana/data';
import { investigateAddress, parseMoment } from '../../engine/address';
import { hintsInData, hintsInTargets, labelsOf, rangeOf } from './context';
import { hasHints, type Hints, hintsInLabels, hintsInQuery, idInLabels, mergedHints, serviceInLabels } from './hints';
import { keyNames, presetNames } from './keys';
import { property, textOf } from './property';

/** What a link becomes in its context; `undefined` hides it. */
type Configured = ReturnType<NonNullable<PluginExtensionAddedLinkConfig['configure']>>;

/** The heading above our links in a panel's menu, which cuts their titles at 25 characters. */
const GROUP = 'Clew';

/** Requests that failed before the alert did are what it is about. */
const BEFORE_ALERT_MS = 15 * 60_000;

/**
 * A panel's menu: what its queries ask for, else what its answer is labelled with. A panel with an alert on it, and the
 * alert list, lead on even when they name nothing.
 */
export function fromPanel(context: unknown): Configured {
  const data = property(context, 'data');
  const keys = keyNames();
  const asked = hintsInTargets(property(context, 'targets'), property(context, 'scopedVars'), keys);
  const hints = hasHints(asked) ? asked : hintsInData(data, keys);
  const alerting = property(property(data, 'alertState'), 'state') === 'alerting';
  if (!hasHints(hints) && !alerting && property(context, 'pluginId') !== 'alertlist') {
    return undefined;
  }
  const path = pathTo(hints, rangeOf(property(context, 'timeRange')));
  return {
    path,
    category: GROUP,
    title: titleOf(hints) ?? 'Investigate',
    ...(alerting ? { description: 'This panel alerts: opens its newest failing request on one time axis' } : {}),
  };
}

/** One firing instance of a rule: its labels name the service, and its start the time. */
function fromAlertInstance(context: unknown): Configured {
  const instance = property(context, 'instance');
  const rule = property(context, 'rule');
  const labels = new Map([...labelsOf(property(rule, 'labels')), ...labelsOf(property(instance, 'labels'))]);
  const hints = hintsInLabels(labels, keyNames());
  const activeAt = parseMoment(textOf(property(instance, 'activeAt')));
  // Instances that are not active carry the year 1.
  const from = activeAt === undefined || activeAt <= 0 ? 'now-1h' : String(activeAt - BEFORE_ALERT_MS);
  return hasHints(hints) ? { path: pathTo(hints, { from, to: 'now' }) } : undefined;
}

/** A rule: its labels, else its expression. */
function fromAlertRule(context: unknown): Configured {
  const keys = keyNames();
  const hints = mergedHints([
    hintsInLabels(labelsOf(property(context, 'labels')), keys),
    hintsInQuery(textOf(property(context, 'expression')), keys),
  ]);
  return hasHints(hints) ? { path: pathTo(hints, { from: 'now-1h', to: 'now' }) } : undefined;
}

/** Both of Grafana's alerting points; instances carry what rules do not. */
export function fromAlert(context: unknown): Configured {
  return property(context, 'instance') === undefined ? fromAlertRule(context) : fromAlertInstance(context);
}

/** Explore: what the pane's queries ask for. */
export function fromExplore(context: unknown): Configured {
  const hints = hintsInTargets(property(context, 'targets'), undefined, keyNames());
  const path = pathTo(hints, rangeOf(property(context, 'timeRange')));
  return hasHints(hints) ? { path, title: titleOf(hints) } : undefined;
}

const US_PER_MS = 1000;

/** The trace view: its trace, and the time around it. Grafana's own times of traces are microseconds. */
export function fromTrace(context: unknown): Configured {
  const { trace } = hintsInLabels(new Map([['traceID', textOf(property(context, 'traceID'))]]), presetNames);
  const moment = (name: string) => {
    const value = property(context, name);
    return typeof value === 'number' && value > 0 ? value / US_PER_MS : undefined;
  };
  const start = moment('startTime');
  const range =
    start === undefined ? {} : { from: start - BEFORE_ALERT_MS, to: (moment('endTime') ?? start) + BEFORE_ALERT_MS };
  return trace === undefined ? undefined : { path: pathTo({ trace }, rangeOf(range)) };
}

/** Beside the attribute or label that carries an ID, in span and log details. */
export function fromAttributeId(context: unknown): Configured {
  const found = idInLabels(attributesOf(context), keyNames());
  return found === undefined
    ? undefined
    : { path: pathTo(found.hints, rangeOf(property(context, 'timeRange'))), category: found.name };
}

/** Beside the attribute or label that names the service. */
export function fromAttributeService(context: unknown): Configured {
  const found = serviceInLabels(attributesOf(context));
  return found === undefined
    ? undefined
    : { path: pathTo(found.hints, rangeOf(property(context, 'timeRange'))), category: found.name };
}

function attributesOf(context: unknown): ReadonlyMap<string, string> {
  return new Map([...labelsOf(property(context, 'attributes')), ...labelsOf(property(context, 'spanAttributes'))]);
}

function pathTo({ id, trace, service }: Hints, range: { readonly from?: string; readonly to?: string }): string {
  return investigateAddress({ ...(id ?? (trace === undefined ? { service } : { trace })), ...range });
}

function titleOf({ id, trace, service }: Hints): string | undefined {
  if (id !== undefined) {
    return `Follow ${id.id}`;
  }
  if (trace !== undefined) {
    return `Follow trace ${trace.slice(0, 8)}`;
  }
  return service === undefined ? undefined : `Investigate ${service}`;
}
