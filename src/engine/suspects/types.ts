import type { Evidence as EvidenceLink } from '../finding';
import type { LogTable, Series, Trace } from '../model';
import type { EpochNs } from '../units';

/** What three signals hold of one time. Each may be empty: the answer says what was missing. */
export interface Telemetry {
  readonly traces: readonly Trace[];
  readonly logs: readonly LogTable[];
  readonly series: readonly Series[];
}

/** Something that was changed on purpose. */
export interface KnownChange {
  readonly at: EpochNs;
  readonly service: string;
  /** As the source tells it: an annotation's text, a version. */
  readonly text: string;
}

export interface SuspectInput {
  readonly incident: Telemetry;
  /** A time known to be good. Without it the incident's own time before the onset is what is usual. */
  readonly baseline?: Telemetry;
  /** When it began, where that is known; detected otherwise. */
  readonly at?: EpochNs;
  readonly changes?: readonly KnownChange[];
}

/** What kind of fault it looks like. */
export type FaultKind =
  'exception' | 'error-return' | 'resource' | 'network' | 'dependency' | 'traffic' | 'change' | 'unknown';

/**
 * What tells against a service. `gap`: time of calls to it that neither it nor its caller spent (client minus server).
 * `reply`: time of calls to it that has no span of its own. `self`: time it spent itself. `failures`: its requests that
 * failed while what they called did not. `calls`: calls to it that failed, as its callers saw them. `template`: log lines
 * that appeared or went away. `order`: what follows a log line. `mention`: error lines of others that name it. `resource`:
 * a metric of a resource. `symptom`: a metric of its requests. `traffic`: its requests. `change`: it was changed.
 */
export type EvidenceSignal =
  | 'gap'
  | 'reply'
  | 'self'
  | 'failures'
  | 'calls'
  | 'template'
  | 'order'
  | 'mention'
  | 'resource'
  | 'symptom'
  | 'traffic'
  | 'change';

/** One thing that tells against a service. */
export interface SuspectEvidence {
  readonly signal: EvidenceSignal;
  /**
   * Message key and parameters:
   * `suspect.gap` {caller, callee, usualMs, nowMs}; `suspect.reply` {caller, callee, usualMs, nowMs};
   * `suspect.self` {service, operation, usualMs, nowMs}; `suspect.failures` {service, operation, usual, now};
   * `suspect.calls` {caller, callee, usual, now}; `suspect.template.new`, `suspect.template.more`, `suspect.template.gone`
   * {template, level, operation, usual, now}; `suspect.order` {template, next, usual, now}; `suspect.end` {template, usual,
   * now};
   * `suspect.mention` {caller, template, usual, now}; `suspect.resource`, `suspect.symptom` {metric, usual, now, unit};
   * `suspect.traffic` {usual, now} (requests a second); `suspect.change` {text, leadS}, `suspect.changed-after`
   * {text, lagS}.
   * Shares are from 0 to 1.
   */
  readonly key: string;
  readonly params: Readonly<Record<string, string | number>>;
  /** How far from usual, in standard deviations of what is usual; below 10. */
  readonly strength: number;
  readonly links: readonly EvidenceLink[];
}

export interface Suspect {
  /** The service's name; with its namespace where another service has the same name. */
  readonly service: string;
  readonly instance?: string;
  readonly operation?: string;
  readonly edge?: { readonly caller: string; readonly callee: string };
  readonly kind: FaultKind;
  /** Combined strength, what others explain taken off. Suspects descend by it. */
  readonly score: number;
  /** 0 to 1: how likely it is the one to blame; those of all suspects sum up to at most 1. */
  readonly confidence: number;
  /** Strongest first. */
  readonly evidence: readonly SuspectEvidence[];
}

export interface SuspectReport {
  /** Absent when nothing was wrong. */
  readonly onset: EpochNs | undefined;
  readonly suspects: readonly Suspect[];
}
