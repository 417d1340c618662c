import { t } from '@grafana/i18n';
import type { PathNoteKind } from '../../../engine/path';
import { raw } from '../../../ui';
import type { CriticalPathOptions } from '../options';
import type { OneTrace } from '../viewModel';

/** `Rule: last-finishing child`, with what else was chosen. */
export function ruleText({ rule, backToBack }: Pick<CriticalPathOptions, 'rule' | 'backToBack'>): string {
  if (rule === 'tolerant') {
    return t('criticalpath.rule.tolerant', 'Rule: tolerant');
  }
  return backToBack === 'strict'
    ? t('criticalpath.rule.last-strict', 'Rule: last-finishing child, strict')
    : t('criticalpath.rule.last', 'Rule: last-finishing child');
}

/** `10 spans on 1 root`. */
export function sizeText({ trace, path }: OneTrace): string {
  const spans = t('criticalpath.size.spans', '{{count}} spans', {
    count: trace.size,
    defaultValue_one: 'one span',
  });
  const roots = t('criticalpath.size.roots', '{{count}} roots', {
    count: path.roots.length,
    defaultValue_one: 'one root',
  });
  return t('criticalpath.size.both', '{{spans}} on {{roots}}', raw({ spans, roots }));
}

type Words = (count: number) => string;

const NOTES: Readonly<Record<PathNoteKind, Words>> = {
  'orphan-root': (count) =>
    t('criticalpath.note.orphan-root', '{{count}} orphans taken for roots', {
      count,
      defaultValue_one: 'one orphan taken for a root',
    }),
  'several-roots': () => t('criticalpath.note.several-roots', 'each root has a path of its own'),
  cycle: (count) =>
    t('criticalpath.note.cycle', '{{count}} cycles of parents cut', {
      count,
      defaultValue_one: 'one cycle of parents cut',
    }),
  duplicate: (count) =>
    t('criticalpath.note.duplicate', '{{count}} spans with an ID used before', {
      count,
      defaultValue_one: 'one span with an ID used before',
    }),
  'negative-duration': (count) =>
    t('criticalpath.note.negative-duration', '{{count}} spans ended before they started', {
      count,
      defaultValue_one: 'one span ended before it started',
    }),
  clipped: (count) =>
    t('criticalpath.note.clipped', '{{count}} spans clipped to their parents', {
      count,
      defaultValue_one: 'one span clipped to its parent',
    }),
  outside: (count) =>
    t('criticalpath.note.outside', '{{count}} spans outside their parents left out', {
      count,
      defaultValue_one: 'one span outside its parent left out',
    }),
  asynchronous: (count) =>
    t('criticalpath.note.asynchronous', '{{count}} asynchronous spans that nobody waits for', {
      count,
      defaultValue_one: 'one asynchronous span that nobody waits for',
    }),
  skewed: (count) =>
    t('criticalpath.note.skewed', '{{count}} servers outside their clients kept (clocks differ)', {
      count,
      defaultValue_one: 'one server outside its client kept (clocks differ)',
    }),
  tie: (count) =>
    t('criticalpath.note.tie', '{{count}} siblings ended together; one was chosen', {
      count,
      defaultValue_one: 'siblings ended together; one was chosen',
    }),
};

/** What the rule met on the way, in words. */
export function pathNotes({ trace, path }: OneTrace): readonly string[] {
  const notes = path.notes.map(({ kind, spans }) => NOTES[kind](spans.length));
  return trace.partial
    ? [t('criticalpath.note.partial', 'the source returned only a part of the trace'), ...notes]
    : notes;
}

/** Said in the footer where nothing was odd. */
export function nothingOddText(): string {
  return t('criticalpath.footer.nothing', 'nothing clipped');
}
