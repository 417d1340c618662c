import { presetKeys, traceKey, type CorrelationKey } from '../../engine/correlation';
import { normaliseTraceId, type TraceId } from '../../engine/units';
import { parseQuery } from '../testing/officialGrammars';
import { nameGroup } from './capture';
import { labelQuery, lineQuery, traceLabelQuery, traceLineQuery } from './logql';
import { spanSearchQuery, traceqlAttribute } from './traceql';

const KEY: CorrelationKey = {
  name: 'request_id',
  title: 'Request ID',
  spanAttributes: ['span.request_id', 'span.http.request.id'],
  logPlaces: [
    { kind: 'label', name: 'request_id' },
    { kind: 'label', name: 'correlation_id' },
    { kind: 'json', path: 'request_id' },
    { kind: 'json', path: 'http.x-request-id' },
    { kind: 'logfmt', field: 'request_id' },
    { kind: 'regexp', pattern: 'id=(\\S+)' },
  ],
  exemplarLabels: [],
  nesting: { kind: 'suffix', separator: '_' },
};
const EXACT: CorrelationKey = { ...KEY, nesting: { kind: 'none' } };
const SELECTOR = '{service_name=~".+"}';

function trace(text: string): TraceId {
  const id = normaliseTraceId(text);
  if (id === undefined) {
    throw new Error(text);
  }
  return id;
}

describe('the queries for an ID', () => {
  it.each([
    [spanSearchQuery(EXACT, 'req_x'), '{ span.request_id = "req_x" || span.http.request.id = "req_x" }'],
    [
      spanSearchQuery(KEY, 'req_x'),
      '{ span.request_id =~ "req_x(?:_(?s:.+))?" || span.http.request.id =~ "req_x(?:_(?s:.+))?" }',
    ],
    [spanSearchQuery({ ...EXACT, spanAttributes: ['span.a'] }, 'a$b'), '{ span.a =~ "a\\\\x24b" }'],
    [labelQuery(SELECTOR, EXACT, 'req_x'), `${SELECTOR} | request_id="req_x" or correlation_id="req_x"`],
    [
      lineQuery(SELECTOR, EXACT, 'req_x'),
      `${SELECTOR} |= "req_x"` +
        ' | json clew_id_0="request_id", clew_id_1="http\\x5b\\x22x-request-id\\x22\\x5d"' +
        ' | logfmt clew_id_2="request_id" | regexp "id=(?P<clew_id_3>\\x5cS+)"' +
        ' | clew_id_0="req_x" or clew_id_1="req_x" or clew_id_2="req_x" or clew_id_3="req_x"' +
        ' | drop clew_id_0, clew_id_1, clew_id_2, clew_id_3, __error__, __error_details__',
    ],
  ])('%s', (query, expected) => {
    expect(query).toBe(expected);
  });

  it('search the raw line only for IDs that every format prints alike', () => {
    expect(lineQuery(SELECTOR, EXACT, 'a"b')).not.toContain('|=');
    expect(lineQuery(SELECTOR, EXACT, 'a-b:c')).toContain('|= "a-b:c"');
  });

  it('are absent when the key names no place of the kind', () => {
    const nowhere = { ...KEY, logPlaces: [], spanAttributes: ['request_id'] };
    expect([
      spanSearchQuery(nowhere, 'x'),
      lineQuery(SELECTOR, nowhere, 'x'),
      labelQuery(SELECTOR, nowhere, 'x'),
    ]).toEqual([undefined, undefined, undefined]);
  });

  it.each([...presetKeys].filter(({ name }) => name !== traceKey.name))('parse for the preset $name', (key) => {
    const search = spanSearchQuery(key, 'x_1') ?? '';
    expect(parseQuery('traceql', search).errors).toBe(0);
    expect(parseQuery('logql', lineQuery(SELECTOR, key, 'x_1') ?? '').errors).toBe(0);
    expect(parseQuery('logql', labelQuery(SELECTOR, key, 'x_1') ?? '').errors).toBe(0);
    expect(search.match(/"x_1/g)).toHaveLength(key.spanAttributes.length);
  });
});

describe('the queries for traces', () => {
  const ids = [trace('abc' + '1'.repeat(29)), trace('f'.repeat(16)), trace('1')];

  it('name them all, without the zeros that some writers strip, and never too short to mean one trace', () => {
    expect(traceLineQuery(SELECTOR, ids)).toBe(
      `${SELECTOR} |~ "abc${'1'.repeat(29)}|${'f'.repeat(16)}|000000000000000${'1'}"`
    );
    expect(traceLabelQuery(SELECTOR, ids)).toContain(`trace_id=~"abc${'1'.repeat(29)}|0*${'f'.repeat(16)}|0*0`);
  });

  it('parse', () => {
    expect(parseQuery('logql', traceLineQuery(SELECTOR, ids)).errors).toBe(0);
    expect(parseQuery('logql', traceLabelQuery(SELECTOR, ids)).errors).toBe(0);
  });
});

it.each([
  ['span.request_id', 'span.request_id'],
  ['.http.request.header.x-request-id', '.http.request.header.x-request-id'],
  ['resource.tenant id', 'resource."tenant id"'],
  ['span.a$b', undefined],
  ['request_id', undefined],
  ['span.', undefined],
])('the attribute %s is written %s', (text, expected) => {
  expect(traceqlAttribute(text)).toBe(expected);
});

it.each([
  ['id=(\\S+)', 'id=(?P<x>\\S+)'],
  ['(?i)id=(?P<old>\\w+)', '(?i)id=(?P<x>\\w+)'],
  ['\\((\\d+)\\)', '\\((?P<x>\\d+)\\)'],
  ['[()](a)[])]', '[()](?P<x>a)[])]'],
  ['(?:a|b)', undefined],
  ['(a)(b)', undefined],
])('the group of %s is named as in %s', (pattern, expected) => {
  expect(nameGroup(pattern)?.('x')).toBe(expected);
});
