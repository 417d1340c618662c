import { type DataFrame, type LinkModel } from '@grafana/data';
import { checkoutFrames } from '../testing/panel';
import { itemLinks, seriesLinks } from './links';
import { readFrames } from './read';
import { makeTimeline } from './timeline';
import { epochMsAt } from '../../../../pkg/testkit';

const link = (title: string, row: number | undefined): LinkModel => ({
  title,
  href: `/explore?row=${row}`,
  target: '_blank',
  origin: undefined,
});

/** Grafana puts `getLinks` on fields; here every field of a name answers with the row it was asked for. */
function withLinks(frames: DataFrame[], fields: Readonly<Record<string, string>>): DataFrame[] {
  for (const field of frames.flatMap((frame) => frame.fields)) {
    const title = fields[field.name];
    if (title !== undefined) {
      field.getLinks = ({ valueRowIndex }) => [link(title, valueRowIndex)];
    }
  }
  return frames;
}

describe('data links', () => {
  const frames = withLinks(checkoutFrames(), { spanID: 'Tempo', Line: 'Loki', body: 'Loki', Value: 'Prometheus' });
  const reading = readFrames(frames);
  const timeline = makeTimeline({
    ...reading,
    id: 'req_1',
    range: { from: epochMsAt(-60_000), to: epochMsAt(60_000) },
    loading: false,
    strips: 1,
  });

  it('lead from a span to its own row, and from a line to its own', () => {
    const hrefs = Array.from({ length: timeline.items.size }, (_, item) =>
      itemLinks(frames, timeline, item).map(({ title, href, newTab }) => [title, href, newTab])
    );
    expect(hrefs).toEqual([
      [['Tempo', '/explore?row=0', true]],
      [['Loki', '/explore?row=0', true]],
      [['Tempo', '/explore?row=1', true]],
      [['Loki', '/explore?row=1', true]],
    ]);
  });

  it('lead to the metric of the service', () => {
    const strip = timeline.lanes[0]?.strips[0];
    expect(strip && seriesLinks(frames, strip.series, 3).map(({ title, href }) => [title, href])).toEqual([
      ['Prometheus', '/explore?row=3'],
    ]);
  });

  it('are absent where the frames have none, and for rows that are gone', () => {
    expect(itemLinks([], timeline, 0)).toEqual([]);
    expect(itemLinks(checkoutFrames(), timeline, 0)).toEqual([]);
    expect(itemLinks(frames, timeline, 99)).toEqual([]);
  });
});
