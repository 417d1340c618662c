import { answer, type Memory, remember, type Source } from '.';

const memory: Memory = remember({ traces: { resourceSpans: [] }, logs: [], metrics: [], exemplars: [] });

function ask(type: string, ...targets: readonly unknown[]) {
  const source: Source = { type, uid: type, name: type, exemplarDestinations: [] };
  return answer(memory, source, { requestId: 'Q1', targets, fromMs: 0, toMs: 60_000, intervalMs: 1000 });
}

function message(type: string, target: Readonly<Record<string, unknown>>): string | undefined {
  const emissions = ask(type, { refId: 'A', ...target });
  expect(emissions).toHaveLength(1);
  expect(emissions[0].state).toBe('Error');
  return emissions[0].error?.message;
}

describe('what the product does not ask is refused by its name', () => {
  const traceql = { queryType: 'traceql', tableType: 'spans' };

  it.each([
    ['{ span.a = "x" } >> { span.b = "y" }', 'SpansetPipeline'],
    ['{ span.a = "x" } | count() > 2', 'SpansetPipelineExpression'],
    ['{ span.a > 5 }', 'Static'],
    ['{ name = "x" }', 'IntrinsicField'],
    ['{ parent.a = "x" }', 'scope'],
    ['{ span.a = "x" || span.b = "y" && span.c = "z" }', ''],
  ])('TraceQL %s', (query, name) => {
    const emissions = ask('tempo', { refId: 'A', ...traceql, query });
    // The last one is fine: brackets are implied by the grammar.
    expect(emissions[0].error?.message ?? '').toContain(name);
  });

  it.each([
    ['{a="b"} | line_format "x"', 'LineFormatExpr'],
    ['rate({a="b"}[1m])', 'RangeAggregationExpr'],
    ['{a="b"} | unpack', 'unpack'],
    ['{a="b"} != "x"', 'the line filter: !='],
    ['{a="b"} |= "x" or "y"', 'OrFilter'],
    ['{a="b"} | duration > 5s', 'DurationFilter'],
  ])('LogQL %s', (expr, name) => {
    expect(message('loki', { queryType: 'range', expr })).toContain(name);
  });

  it.each([
    ['increase(x[1m])', 'the function increase'],
    ['topk(3, x)', 'the aggregation topk'],
    ['sum without (a) (x)', 'the aggregation sum'],
    ['x > 0', 'the operator Gtr'],
    ['x / on (a) y', 'the operator Div'],
    ['x offset 5m', 'OffsetExpr'],
  ])('PromQL %s', (expr, name) => {
    expect(message('prometheus', { range: true, expr })).toContain(name);
  });

  it('also by target', () => {
    expect(message('tempo', { queryType: 'serviceMap', query: '' })).toContain('queryType');
    expect(message('tempo', { ...traceql, tableType: 'traces', query: '{}' })).toContain('tableType');
    expect(message('loki', { queryType: 'instant', expr: '{a="b"}' })).toContain('queryType');
    expect(message('prometheus', { range: false, instant: true, expr: 'up' })).toContain('range');
    const [two] = ask('tempo', { refId: 'A', ...traceql, query: '{}' }, { refId: 'B', ...traceql, query: '{}' });
    expect(two.errors).toHaveLength(2);
  });
});
