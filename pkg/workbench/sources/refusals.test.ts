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
    ['{ span.a = "x" } ~ { span.b = "y" }', 'SpansetPipelineExpression'],
    ['{ span.a = "x" } | count() > 2', 'ScalarFilter'],
    ['{ !(.a = 1) && .b = 2 }', 'a negation before && or ||'],
    ['{ span.a = span.b }', 'a comparison of two fields'],
    ['{ span.a + 1 > 2 }', 'FieldExpression'],
    ['{ event:name = "x" }', 'the intrinsic event:name'],
    ['{ parent.a = "x" }', 'scope'],
    ['{ } | by(name)', 'GroupOperation'],
    ['{ } | histogram_over_time(duration)', 'MetricsOperationHistogram'],
    ['{ } | quantile_over_time(span.size, .9)', 'quantiles of anything but duration'],
    ['{ } | rate() | topk(3)', 'behind a metric'],
  ])('TraceQL %s', (query, name) => {
    expect(message('tempo', { ...traceql, query })).toContain(name);
  });

  it.each([
    ['{a="b"} | line_format "x"', 'LineFormatExpr'],
    ['sum(sum_over_time({a="b"} | unwrap c [1m]))', 'the range sum_over_time'],
    ['rate({a="b"} | unwrap c [1m])', 'UnwrapExpr'],
    ['stddev(rate({a="b"}[1m]))', 'the aggregation stddev'],
    ['vector(0)', 'VectorExpr'],
    ['{a="b"} | unpack', 'unpack'],
    ['{a="b"} |> "x"', 'the line filter: |>'],
    ['{a="b"} |= "x" or "y"', 'OrFilter'],
    ['{a="b"} | duration > 5s', 'DurationFilter'],
  ])('LogQL %s', (expr, name) => {
    expect(message('loki', { queryType: 'range', expr })).toContain(name);
  });

  it.each([
    ['predict_linear(x[1m], 60)', 'the function predict_linear'],
    ['histogram_count(x)', 'the function histogram_count'],
    ['count_values("a", x)', ''],
    ['a atan2 b', 'the operator Atan2'],
    ['(x) offset 5m', 'an offset of what is no selector'],
    ['x @ 1700000000', 'StepInvariantExpr'],
    ['max_over_time(x[5m:])', 'a subquery without a step'],
    ['{a=~".*"}', 'at least one non-empty matcher'],
    ['1 > 2', 'BOOL modifier'],
  ])('PromQL %s', (expr, name) => {
    expect(message('prometheus', { range: true, expr })).toContain(name);
  });

  it('also by target', () => {
    expect(message('tempo', { queryType: 'serviceMap', query: '' })).toContain('queryType');
    expect(message('tempo', { ...traceql, tableType: 'raw', query: '{}' })).toContain('tableType');
    expect(message('loki', { queryType: 'instant', expr: '{a="b"}' })).toContain('queryType');
    expect(message('prometheus', { range: true, instant: true, expr: 'up' })).toContain('one at a time');
    expect(message('prometheus', { instant: true, format: 'table', expr: 'up' })).toContain('time_series');
    const [two] = ask('tempo', { refId: 'A', ...traceql, query: '{}' }, { refId: 'B', ...traceql, query: '{}' });
    expect(two.errors).toHaveLength(2);
  });
});
