import { t } from '@grafana/i18n';
import type { TimeZone } from '@grafana/schema';
import type { ServiceIdentity } from '../../../engine/model';
import { nanos } from '../../../engine/units';
import { correctionText, formatLength, formatMoment, formatOffset, formatValue, raw } from '../../../ui';
import {
  type ExportWords,
  type FirstFailure,
  itemMessage,
  type SceneWords,
  type Strip,
  type Tear,
  type Timeline,
} from '../viewModel';

/** Words that the drawing needs. */
export function sceneWords(): SceneWords {
  return {
    duration: (ns) => formatLength(nanos(ns)),
    orphan: (parent) => t('timeline.orphan', 'parent {{parent}} is missing', raw({ parent: parent.slice(0, 8) })),
    spans: (count) => t('timeline.summary.spans', '{{count}} spans', { count, defaultValue_one: 'one span' }),
    lines: (count) => t('timeline.summary.lines', '{{count}} lines', { count, defaultValue_one: 'one line' }),
    linesOutside: (count) =>
      t('timeline.lines-outside', '{{count}} lines outside this window', {
        count,
        defaultValue_one: 'one line outside this window',
      }),
    noLogs: t('timeline.no-logs', 'no log lines'),
    logsFailed: t('timeline.logs-failed', 'log lines unknown: the log source did not answer'),
    logsLoading: t('timeline.logs-loading', 'looking for log lines …'),
  };
}

/** A service by its name; its namespace is for tooltips. What no rule could map says so. */
export function serviceText(service: ServiceIdentity | undefined): string {
  return service === undefined || service.key === '' ? t('timeline.unmapped', 'service unknown') : service.name;
}

/** The service that an item belongs to. */
export function itemService(timeline: Timeline, item: number): string {
  return serviceText(timeline.lanes[timeline.items.lane[item] ?? -1]?.service);
}

/** `req_x · 14 spans · 9 lines · 3 services with metrics · 2 traces joined`. */
export function summaryText(timeline: Timeline): string {
  const { join, lanes, id } = timeline;
  const spans = lanes.reduce((sum, lane) => sum + lane.spans, 0);
  const measured = lanes.filter((lane) => lane.strips.length > 0).length;
  const parts = [
    ...(id === undefined ? [] : [id]),
    t('timeline.summary.spans', '{{count}} spans', { count: spans, defaultValue_one: 'one span' }),
    t('timeline.summary.lines', '{{count}} lines', { count: join.logs.size, defaultValue_one: 'one line' }),
  ];
  if (measured > 0) {
    parts.push(
      t('timeline.summary.metrics', '{{count}} services with metrics', {
        count: measured,
        defaultValue_one: 'one service with metrics',
      })
    );
  }
  if (join.traces.length > 1) {
    parts.push(t('timeline.summary.traces', '{{count}} traces joined', { count: join.traces.length }));
  }
  return parts.join(' · ');
}

/** `p99`, `error ratio`, `requests`: what a strip shows. */
export function stripName({ series }: Strip): string {
  switch (series.signal) {
    case 'latency':
      return series.quantile === undefined
        ? t('timeline.strip.latency', 'latency')
        : t('timeline.strip.quantile', 'p{{percent}}', { percent: +(series.quantile * 100).toFixed(2) });
    case 'errors':
      return t('timeline.strip.errors', 'errors');
    case 'traffic':
      return t('timeline.strip.traffic', 'requests');
    case 'saturation':
    case undefined:
      return series.name;
  }
}

const SAME_WITHIN = 0.1;

/** `p99 1.2 s → 8.1 s`: what was usual before the request, and what holds for it. One value when they hardly differ. */
export function stripWords(strip: Strip, short = false): string {
  const { before, during, series } = strip;
  const name = stripName(strip);
  if (during === undefined) {
    return t('timeline.strip.no-samples', '{{name}}: no samples', raw({ name }));
  }
  const now = formatValue(during, series.unit);
  if (
    short ||
    before === undefined ||
    Math.abs(during - before) <= SAME_WITHIN * Math.max(Math.abs(during), Math.abs(before))
  ) {
    return `${name} ${now}`;
  }
  return `${name} ${formatValue(before, series.unit)} → ${now}`;
}

/** How fine the samples are: `one sample every 5 s`. */
export function resolutionText({ series }: Strip): string {
  return series.intervalMs === undefined
    ? t('timeline.strip.resolution-unknown', 'sample distance unknown')
    : t('timeline.strip.resolution', 'one sample every {{interval}}', {
        interval: formatLength(nanos(series.intervalMs * 1e6)),
      });
}

/** The top of a strip's scale. */
export function maxText({ max, series }: Strip): string {
  return t('timeline.strip.max', 'max {{value}}', raw({ value: formatValue(max, series.unit) }));
}

/** Why a strip is empty here: rates are sampled more seldom than a request takes. */
export function betweenText(strip: Strip): string {
  return t(
    'timeline.strip.between',
    'no sample in this window, {{resolution}}',
    raw({ resolution: resolutionText(strip) })
  );
}

/** What was cut off, and where. */
export function tearText({ signal, limit, side }: Tear): string {
  if (signal === 'traces') {
    return t('timeline.tear.trace', 'trace not complete');
  }
  const values = { limit };
  return side === 'after'
    ? t('timeline.tear.after', 'cut at {{limit}} lines: later ones are missing', values)
    : t('timeline.tear.before', 'cut at {{limit}} lines: earlier ones are missing', values);
}

/** Words and formats of the text export. */
export function exportWords(timeline: Timeline, timeZone: TimeZone): ExportWords {
  return {
    title: [summaryText(timeline), ...correctionOf(timeline)].join('\n'),
    columns: [
      t('timeline.column.time', 'time'),
      t('timeline.column.offset', 'offset'),
      t('timeline.column.service', 'service'),
      t('timeline.column.signal', 'signal'),
      t('timeline.column.level', 'level'),
      t('timeline.column.text', 'text'),
    ],
    time: (time) => formatMoment(time, timeZone),
    offset: (offset) => formatOffset(offset),
    length: formatLength,
    signal: {
      span: t('timeline.signal.span', 'span'),
      log: t('timeline.signal.log', 'log'),
      exemplar: t('timeline.signal.exemplar', 'exemplar'),
    },
    unmapped: serviceText(undefined),
  };
}

/** Times that were moved are not to be taken for those that were stamped. */
function correctionOf({ correction }: Timeline): readonly string[] {
  return correction === undefined ? [] : [correctionText(correction.spans, correction.lines)];
}

/** What failed first: who gave up on whom, or the span's own words. */
export function failureText(timeline: Timeline, { item, abandoned }: FirstFailure): string {
  const { items } = timeline;
  const service = itemService(timeline, item);
  if (abandoned !== undefined) {
    return t('timeline.failure.gave-up', 'First failure: {{service}} gave up on {{callee}} after {{duration}}', {
      ...raw({ service, callee: serviceText(abandoned) }),
      duration: formatLength(nanos((items.end[item] ?? 0) - (items.time[item] ?? 0))),
    });
  }
  return t(
    'timeline.failure.own',
    'First failure: {{service}}: {{message}}',
    raw({ service, message: itemMessage(timeline, item) })
  );
}
