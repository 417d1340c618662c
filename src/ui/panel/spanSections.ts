import { t } from '@grafana/i18n';
import type { Trace } from '../../engine/model';
import type { Fact } from '../Facts';
import type { FactSection } from './DetailsBox';

/** What a source says of a span beyond its columns: attributes, events, resource and IDs. */
export function spanSections(trace: Trace, row: number): readonly FactSection[] {
  const { details } = trace;
  return [
    { title: t('ui.span.attributes', 'Attributes'), rows: details.attributes(row).map(attributeFact) },
    {
      title: t('ui.span.events', 'Events'),
      rows: details
        .events(row)
        .flatMap((event) => [{ name: event.name, value: '' }, ...event.attributes.map(attributeFact)]),
    },
    { title: t('ui.span.resource', 'Resource'), rows: details.resource(row).map(attributeFact) },
    {
      title: t('ui.span.ids', 'IDs'),
      rows: [
        { name: t('ui.span.trace-id', 'Trace'), value: trace.traceId },
        { name: t('ui.span.span-id', 'Span'), value: trace.spanId[row] ?? '' },
      ],
    },
  ];
}

/** An attribute's value as text. */
export function attributeText(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}

function attributeFact({ key, value }: { readonly key: string; readonly value: unknown }): Fact {
  return { name: key, value: attributeText(value) };
}
