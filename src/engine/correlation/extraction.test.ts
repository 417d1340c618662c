import fc from 'fast-check';

import { drawTrace, makeLogs, makeTrace, traceIdOf } from '../../../pkg/testkit';
import type { Labels } from '../model';
import { jsonPath, jsonStart, readJson } from './json-line';
import type { CorrelationKey, LogPlace } from './key';
import { logSpanId, logTraceId } from './log-trace';
import { logValues } from './log-values';
import { readLogfmt } from './logfmt-line';
import { checkPattern } from './patterns';
import { presetKeys, traceKey, withPresets } from './presets';
import { spanValues } from './span-values';
import { type Found, wanted } from './wanted';

const RUNS = { seed: 20261121, numRuns: 500 };

function keyWith(logPlaces: readonly LogPlace[], spanAttributes: readonly string[] = []): CorrelationKey {
  return { name: 'k', title: 'k', spanAttributes, logPlaces, exemplarLabels: [], nesting: { kind: 'none' } };
}

function inLine(place: LogPlace, line: string, labels: Labels = {}): readonly string[] {
  return logValues(keyWith([place]), makeLogs([{ at: 0, line, labels }]), 0);
}

describe('readJson', () => {
  const field = (line: string, name = 'id'): string | undefined => {
    const found: Found = [undefined];
    readJson(line, jsonStart(line), wanted([name]), found);
    return found[0];
  };

  it.each([
    ['a string', '{"id":"req_1"}', 'req_1'],
    ['spaces', ' { "a" : 1 , "id" : "req_1" } ', 'req_1'],
    ['escapes', String.raw`{"id":"a\"b\\c\u0041\n"}`, 'a"b\\cA\n'],
    ['a long number, digit for digit', '{"id":12345678901234567890,"b":1}', '12345678901234567890'],
    ['a boolean', '{"id":true}', 'true'],
    ['null', '{"id":null}', undefined],
    ['an empty string', '{"id":""}', undefined],
    ['an object', '{"id":{"x":1}}', undefined],
    ['a key inside a string', String.raw`{"msg":"x \"id\":\"no\"","id":"yes"}`, 'yes'],
    ['a string that ends like the key', String.raw`{"msg":"say \"id","n":1}`, undefined],
    ['the name as a value', '{"a":"id","id":"yes"}', 'yes'],
    ['a nested key before', '{"ctx":{"id":"no"},"id":"yes"}', 'yes'],
    ['only a nested key', '{"ctx":{"id":"no"}}', undefined],
    ['braces in strings', '{"msg":"}{","id":"yes"}', 'yes'],
    ['arrays of objects', '{"list":[{"id":"no"},"]"],"id":"yes"}', 'yes'],
    ['a line cut after it', '{"id":"yes","msg":"cut he', 'yes'],
    ['a line cut in it', '{"id":"cut he', undefined],
    ['a line cut in a number', '{"id":12', undefined],
    ['hand-made JSON with a bare quote', '{"name":"O"Brien","id":"yes"}', 'yes'],
    ['nothing of an empty object', '{}', undefined],
  ])('reads %s', (_, line, expected) => {
    expect(field(line)).toBe(expected);
  });

  it('is not fooled by what is not an object', () => {
    expect(jsonStart('INFO {"id":"x"}')).toBe(-1);
    expect(jsonStart('')).toBe(-1);
  });

  it('agrees with JSON.parse for any object', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom('id', 'a', 'b\\', '"id"'), fc.jsonValue({ maxDepth: 2 })),
        fc.boolean(),
        (value, pretty) => {
          const line = JSON.stringify(value, undefined, pretty ? 1 : undefined);
          const own = Object.prototype.hasOwnProperty.call(value, 'id') ? value.id : undefined;
          const scalar = own !== null && typeof own !== 'object' && own !== '' && own !== undefined;
          expect(field(line)).toBe(scalar ? (typeof own === 'string' ? own : JSON.stringify(own)) : undefined);
        }
      ),
      RUNS
    );
  });

  it('reads a path member by member', () => {
    const path = (line: string): string | undefined => jsonPath(line, jsonStart(line), ['a', 'b', 'c']);

    expect(path('{"x":[{"a":1}],"a":{"d":"]}","b":{"c":"deep"}}}')).toBe('deep');
    expect(path('{"a":{"b":"c"}}')).toBeUndefined();
    expect(path('{"x":{"a":{"b":{"c":"no"}}}}')).toBeUndefined();
  });

  it('reads several fields in one walk', () => {
    const found: Found = ['old', 'old', 'old'];
    readJson('{"b":"2","c":3,"a":null}', 0, wanted(['a', 'b', 'c']), found);

    expect(found).toEqual([undefined, '2', '3']);
  });
});

describe('readLogfmt', () => {
  it.each([
    ['id=req_1 level=info', 'req_1'],
    ['level=info id=req_1', 'req_1'],
    ['level=info id="req 1"', 'req 1'],
    [String.raw`id="a\"b\\c"`, 'a"b\\c'],
    ['msg="x id=no" id=yes', 'yes'],
    ['msg="x id=no"', undefined],
    ['xid=no id=yes', 'yes'],
    ['id= level=info', undefined],
    ['id="" level=info', undefined],
    ['id="never closed', undefined],
    [String.raw`msg="quoted \" id=no" id=yes`, 'yes'],
  ])('%s', (line, expected) => {
    const found: Found = [undefined];
    readLogfmt(line, wanted(['id']), found);
    expect(found[0]).toBe(expected);
  });
});

describe('logValues', () => {
  it('reads labels, JSON, logfmt and regular expressions', () => {
    expect(inLine({ kind: 'label', name: 'id' }, '', { id: 'x' })).toEqual(['x']);
    expect(inLine({ kind: 'json', path: 'ctx.id' }, '{"ctx":{"id":"x"}}')).toEqual(['x']);
    expect(inLine({ kind: 'json', path: 'ctx.id' }, '{"ctx":{"id":"x"},"ctx.id":"flat"}')).toEqual(['flat']);
    expect(inLine({ kind: 'json', path: 'id' }, 'id=x')).toEqual([]);
    expect(inLine({ kind: 'logfmt', field: 'id' }, 'a=b id=x')).toEqual(['x']);
    expect(inLine({ kind: 'logfmt', field: 'id' }, '{"msg":"id=x"}')).toEqual([]);
    expect(inLine({ kind: 'regexp', pattern: 'order (?P<id>\\w+)' }, 'the order x7 failed')).toEqual(['x7']);
    expect(inLine({ kind: 'regexp', pattern: '(?i)ORDER (\\w+)' }, 'the order x7 failed')).toEqual(['x7']);
  });

  it('gives each value once, in the order of the places', () => {
    const key = keyWith([
      { kind: 'label', name: 'id' },
      { kind: 'json', path: 'id' },
      { kind: 'json', path: 'other' },
    ]);
    const table = makeLogs([{ at: 0, line: '{"other":"b","id":"a"}', labels: { id: 'a' } }]);

    expect(logValues(key, table, 0)).toEqual(['a', 'b']);
  });

  it('says why a pattern cannot be used', () => {
    expect(checkPattern('a(b)c')).toMatchObject({ ok: true });
    expect(checkPattern('a(b')).toMatchObject({ ok: false, error: { code: 'key.bad-pattern' } });
    expect(checkPattern('abc')).toMatchObject({ error: { code: 'key.pattern-groups', params: { groups: 0 } } });
    expect(checkPattern('(a)|(b)')).toMatchObject({ error: { params: { groups: 2 } } });
    expect(inLine({ kind: 'regexp', pattern: '(a' }, 'a')).toEqual([]);
  });

  it('takes the trace ID for the built-in key', () => {
    expect(logValues(traceKey, makeLogs([{ at: 0, line: 'trace_id=AB' }]), 0)).toEqual([traceIdOf('ab')]);
  });
});

describe('logTraceId and logSpanId', () => {
  it.each(['trace_id', 'traceID', 'traceId', 'traceid', 'TraceId', 'TraceID', 'trace.id'])('read %s', (name) => {
    const spanName = name.replace('race', 'pan').replace(/^t/, 's').replace(/^T/, 'S');
    const rows = makeLogs([
      { at: 0, line: '', labels: { [name]: 'AB', [spanName]: 'A1B2C3D4E5F60718' } },
      { at: 1, line: JSON.stringify({ msg: 'x', [name]: 'ab', [spanName]: 'a1b2c3d4e5f60718' }) },
      { at: 2, line: `msg=x ${name}=ab ${spanName}=a1b2c3d4e5f60718` },
    ]);

    for (const row of [0, 1, 2]) {
      expect(logTraceId(rows, row)).toBe(traceIdOf('ab'));
      expect(logSpanId(rows, row)).toBe('a1b2c3d4e5f60718');
    }
  });

  it('take nothing that is no ID', () => {
    const rows = makeLogs([
      { at: 0, line: 'no IDs here' },
      { at: 1, line: '{"trace_id":"","span_id":"0000000000000000"}' },
      { at: 2, line: 'trace_id=none' },
    ]);

    expect([0, 1, 2].map((row) => [logTraceId(rows, row), logSpanId(rows, row)])).toEqual([
      [undefined, undefined],
      [undefined, undefined],
      [undefined, undefined],
    ]);
  });
});

describe('spanValues', () => {
  it('reads span and resource attributes by scope, and members of arrays', () => {
    const trace = makeTrace({
      spans: [
        {
          id: 'a',
          service: 's',
          start: 0,
          end: 1,
          attributes: { id: 'own', tenant: 'no', n: 7, list: ['x', 'y'], text: '["z"]', both: 'own' },
          resource: { id: 'no', tenant: 'res', both: 'res' },
        },
      ],
    });
    const values = (...names: readonly string[]): readonly string[] => spanValues(keyWith([], names), trace, 0);

    expect(values('span.id', 'resource.tenant')).toEqual(['own', 'res']);
    expect(values('.both')).toEqual(['own', 'res']);
    expect(values('both')).toEqual(['own', 'res']);
    expect(values('span.n', 'span.list', 'span.text')).toEqual(['7', 'x', 'y', 'z']);
    expect(values('span.absent')).toEqual([]);
    expect(spanValues(traceKey, drawTrace('a/b [0-1]', { traceId: 'ab' }), 0)).toEqual([traceIdOf('ab')]);
  });
});

describe('presets', () => {
  it('are replaced by name', () => {
    const own = { ...keyWith([]), name: 'order_id' };

    expect(withPresets([own]).filter(({ name }) => name === 'order_id')).toEqual([own]);
    expect(withPresets([]).map(({ name }) => name)).toEqual(presetKeys.map(({ name }) => name));
  });
});
