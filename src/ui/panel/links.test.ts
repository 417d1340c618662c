import { type DataFrame, type LinkModel, locationUtil, toDataFrame } from '@grafana/data';
import { initPluginTranslations } from '@grafana/i18n';
import { nanos, normaliseTraceId, type TraceId } from '../../engine/units';
import { evidenceLinks, fieldLinks, linksToSpan, rowLinks, spanRow } from '..';
import { exploreAddress } from './traceLinks';

const [A, B, C, D] = ['a', 'b', 'c', 'd'].map((digit) => idOf(`0000000${digit}`.padEnd(32, '0')));

function idOf(digit: string): TraceId {
  const id = normaliseTraceId(digit);
  if (id === undefined) {
    throw new Error(`${digit} is no ID`);
  }
  return id;
}

/** Three spans; `titles` puts a link of that title on fields, as Grafana hands frames to a panel. */
function frameWith(titles: Readonly<Record<string, string>> = {}): DataFrame {
  const frame = toDataFrame({
    refId: 'T',
    fields: [
      { name: 'traceID', values: [A, A, B] },
      // Sources strip zeros and write capitals.
      { name: 'spanID', values: ['12345678', '123456AB', '12345678'] },
      { name: 'port', values: [0, undefined, ''] },
    ],
  });
  for (const field of frame.fields) {
    const title = titles[field.name];
    if (title !== undefined) {
      field.config = { links: [{ title, url: '' }] };
      field.getLinks = ({ valueRowIndex }): LinkModel[] => [
        { title, href: `/${field.name}/${String(valueRowIndex)}`, target: '_blank', origin: field },
      ];
    }
  }
  return frame;
}

const titlesOf = (frame: DataFrame, row: number) => rowLinks(frame, row).map(({ title }) => title);

beforeAll(async () => {
  await initPluginTranslations('clew-timeline-panel');
  locationUtil.initialize({
    config: { appSubUrl: '/grafana' } as never,
    getTimeRangeForUrl: () => ({ from: 'now-1h', to: 'now' }),
    getVariablesUrlParams: () => ({}),
  });
});

describe('links of rows', () => {
  it('are there for a value, were it 0, and not for none', () => {
    const port = frameWith({ port: 'Port' }).fields[2];
    expect([0, 1, 2].map((row) => port && fieldLinks(port, row).length)).toEqual([1, 0, 0]);
  });

  it('with one title are told apart by their fields', () => {
    expect(titlesOf(frameWith({ traceID: 'Tempo', spanID: 'Tempo', port: 'Port' }), 0)).toEqual([
      'Tempo (traceID)',
      'Tempo (spanID)',
      'Port',
    ]);
    expect(titlesOf(frameWith({ traceID: 'Tempo' }), 0)).toEqual(['Tempo']);
  });

  it('are found by IDs as the reader of frames reads them', () => {
    const frame = frameWith();
    expect(spanRow(frame, A ?? '', '00000000123456ab')).toBe(1);
    expect(spanRow(frame, B ?? '', '0000000012345678')).toBe(2);
    expect(spanRow(frame, C ?? '', '0000000012345678')).toBe(-1);
  });
});

describe('the way to a span', () => {
  const request = { targets: [{ refId: 'T', datasource: { type: 'tempo', uid: 't1' } }] } as never;
  const hrefOf = (trace: TraceId | undefined, source: Parameters<typeof linksToSpan>[2]) =>
    trace && linksToSpan(trace, '00000000123456ab', source).map(({ href }) => decodeURIComponent(href));

  it('is what its frame links to, from another row of its trace where it is not there itself', () => {
    const frameOf = new Map([A, B].flatMap((id) => (id === undefined ? [] : [[id, frameWith({ spanID: 'Tempo' })]])));
    expect(hrefOf(A, { frameOf, request })).toEqual(['/spanID/1']);
    expect(hrefOf(B, { frameOf, request })).toEqual(['/spanID/2']);
  });

  it('else its trace in Explore, in the source that was asked', () => {
    const [href] = hrefOf(A, { frameOf: new Map(A && [[A, frameWith()]]), request }) ?? [];
    expect(href).toMatch(/^\/grafana\/explore\?/);
    expect(href).toContain(`"query":"${String(A)}"`);
    expect(A && exploreAddress(undefined, 'T', A)).toBeUndefined();
  });

  it('else its trace in Clew', () => {
    const [href] = hrefOf(C, { frameOf: new Map(), request }) ?? [];
    expect(href).toMatch(/^\/grafana\/a\/clew-incident-app\//);
    expect(href).toContain(String(C));
  });

  it('is given for three traces of evidence at most, and once for each', () => {
    const spans = [A, A, B, C, D].map((traceId) => ({
      kind: 'span' as const,
      at: nanos(0),
      traceId: traceId ?? '',
      spanId: '1',
    }));
    const line = { kind: 'log' as const, at: nanos(0), id: 'l', line: 'boom' };
    const frameOf = new Map(A && [[A, frameWith({ traceID: 'Tempo', spanID: 'Tempo' })]]);
    const links = evidenceLinks([line, ...spans], { frameOf, request });
    expect(links.map(({ title }) => title)).toEqual(['trace 0000000a', 'trace 0000000b', 'trace 0000000c']);
    expect(links.map(({ href }) => href)).toEqual([
      '/traceID/0',
      expect.stringContaining(String(B)),
      expect.stringContaining(String(C)),
    ]);
  });
});
