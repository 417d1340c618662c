import type { Labels } from '../model';
import type { Breakdown, Convention } from './convention';

/** What a measure is of. */
export type Subject =
  | { readonly kind: 'service'; readonly service: string }
  | { readonly kind: 'instance'; readonly service: string; readonly instance: string }
  /** `service` is the callee. */
  | { readonly kind: 'edge'; readonly service: string; readonly client: string }
  /** Everything that a source holds. */
  | { readonly kind: 'whole'; readonly service: '' };

/** The labels that name a subject in one set of series. */
export interface LabelNames {
  readonly service: string;
  readonly instance: string | undefined;
  readonly client: string | undefined;
}

/** A subject as the labels of a row name it. */
export interface Named {
  readonly subject: Subject;
  readonly names: LabelNames;
  /** The service's label as it is, before a namespace is taken off. */
  readonly value: string;
}

/** Subjects with equal keys are the same, whatever convention knows them. */
export function subjectKey(subject: Subject): string {
  switch (subject.kind) {
    case 'service':
      return subject.service;
    case 'instance':
      return JSON.stringify([subject.service, subject.instance]);
    case 'edge':
      return JSON.stringify([subject.client, subject.service, '->']);
    case 'whole':
      return '*';
  }
}

/**
 * Who a row of a convention belongs to: the first label of each kind that holds a value.
 * @returns `undefined` when the row lacks an end, an instance or a name.
 */
export function subjectOf(convention: Convention, breakdown: Breakdown, labels: Labels): Named | undefined {
  const { service, instance, client, server } = convention.labels;
  switch (breakdown) {
    case 'service': {
      const found = firstOf(labels, service);
      return found === undefined
        ? undefined
        : named(labels, found, { kind: 'service', service: serviceName(found, labels[found]) });
    }
    case 'instance': {
      const found = firstOf(labels, service);
      const which = firstOf(labels, instance);
      return found === undefined || which === undefined
        ? undefined
        : named(
            labels,
            found,
            { kind: 'instance', service: serviceName(found, labels[found]), instance: labels[which] },
            { instance: which }
          );
    }
    case 'edge': {
      const from = firstOf(labels, client ?? []);
      const to = firstOf(labels, server ?? []);
      return from === undefined || to === undefined
        ? undefined
        : named(
            labels,
            to,
            { kind: 'edge', service: serviceName(to, labels[to]), client: serviceName(from, labels[from]) },
            { client: from }
          );
    }
  }
}

/** `namespace/name` in a `job` label is OpenTelemetry's; everything else is a name as it is. */
export function serviceName(label: string, value = ''): string {
  const [namespace, name, more] = label === 'job' ? value.split('/') : [];
  return namespace !== undefined && namespace !== '' && name !== undefined && name !== '' && more === undefined
    ? name
    : value;
}

function named(labels: Labels, service: string, subject: Subject, more: Partial<LabelNames> = {}): Named {
  return {
    subject,
    names: { service, instance: more.instance, client: more.client },
    value: labels[service] ?? '',
  };
}

function firstOf(labels: Labels, names: readonly string[]): string | undefined {
  return names.find((name) => (labels[name] ?? '') !== '');
}
