import type { DataFrame, Field } from '@grafana/data';
import { drawTrace } from '../../../../pkg/testkit';
import { writeTrace } from '../../../frames';
import { hasLinks, spanLinks } from './links';

const frame = writeTrace(drawTrace('a/x [0-10] #a1\n  a/y [1-2] #a2', { traceId: '7' }), { refId: 'A' });
const traceId = drawTrace('a/x [0-10]', { traceId: '7' }).traceId;

/** The frame with a link on some fields, as Grafana hands it to a panel. */
function linked(titles: Readonly<Record<string, string>>): DataFrame {
  return {
    ...frame,
    fields: frame.fields.map((field) => ({ ...field, getLinks: linksOf(field, titles[field.name]) })),
  };
}

function linksOf(field: Field, title: string | undefined): Field['getLinks'] {
  return ({ valueRowIndex = 0 }) =>
    title === undefined
      ? []
      : [{ title, href: `/${field.name}/${field.values[valueRowIndex]}`, target: '_blank', origin: field }];
}

describe('data links', () => {
  it('are those of the row of the span', () => {
    expect(spanLinks([linked({ spanID: 'Logs' })], traceId, 'a2')).toEqual([
      { title: 'Logs', href: '/spanID/a2', newTab: true, onClick: undefined },
    ]);
    expect(spanLinks([linked({ spanID: 'Logs' })], traceId, 'unknown')).toEqual([]);
  });

  it('with one title are told apart by their fields', () => {
    const links = spanLinks([linked({ traceID: 'Tempo', spanID: 'Tempo', operationName: 'Docs' })], traceId, 'a1');
    expect(links.map(({ title }) => title)).toEqual(['Tempo (traceID)', 'Tempo (spanID)', 'Docs']);
  });

  it('are known to be there or not', () => {
    expect(hasLinks([linked({ spanID: 'Logs' })])).toBe(true);
    expect(hasLinks([frame])).toBe(false);
    expect(hasLinks([linked({})])).toBe(false);
  });
});
