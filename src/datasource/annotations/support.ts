import { of } from 'rxjs';
import {
  locationUtil,
  textUtil,
  type AnnotationEvent,
  type AnnotationQuery,
  type AnnotationSupport,
  type DataFrame,
} from '@grafana/data';
import { t } from '@grafana/i18n';
import { DEFAULT_QUERIES, type ClewQuery } from '../query';
import { AnnotationEditor } from '../lazy';
import { eventsTarget } from './target';

/** Errors and deploys of a service as annotations. */
export const annotationSupport: AnnotationSupport<ClewQuery> = {
  QueryEditor: AnnotationEditor,
  getDefaultQuery: () => DEFAULT_QUERIES.events,
  prepareAnnotation: (stored: AnnotationQuery<ClewQuery>) => ({ ...stored, target: eventsTarget(stored.target) }),
  // A layer without a service asks nothing, and draws nothing.
  prepareQuery: ({ target }) => {
    const query = eventsTarget(target);
    return query.service.trim() === '' ? undefined : query;
  },
  processEvents: (_annotation, frames) => of(frames.flatMap(eventsIn)),
};

/** Rows of our table as events. The text is HTML to Grafana: what came from a source is escaped. */
function eventsIn(frame: DataFrame): readonly AnnotationEvent[] {
  const column = (name: string): readonly unknown[] => frame.fields.find((field) => field.name === name)?.values ?? [];
  const ends = column('timeEnd');
  const titles = column('title');
  const texts = column('text');
  const tags = column('tags');
  const links = column('link');
  return column('time').flatMap((time, row): readonly AnnotationEvent[] => {
    const timeEnd = ends[row];
    if (typeof time !== 'number') {
      return [];
    }
    const isRegion = typeof timeEnd === 'number' && timeEnd > time;
    return [
      {
        time,
        ...(isRegion ? { timeEnd, isRegion } : {}),
        title: textUtil.escapeHtml(textIn(titles[row])),
        text: `${textUtil.escapeHtml(textIn(texts[row]))} ${linkHtml(textIn(links[row]))}`.trim(),
        tags: textIn(tags[row]).split(','),
      },
    ];
  });
}

function linkHtml(address: string): string {
  if (address === '') {
    return '';
  }
  const href = textUtil.escapeHtml(locationUtil.assureBaseUrl(address));
  return `<a href="${href}">${textUtil.escapeHtml(t('events.investigate', 'Investigate'))}</a>`;
}

function textIn(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
