import { classifyFrames } from './classify';
import type { FieldInput, FrameInput } from './frame';
import { clewKind, frameSource } from './tag';

const fields = (...specs: readonly string[]): FieldInput[] =>
  specs.map((spec) => {
    const [name = '', type] = spec.split(':');
    return { name, type, values: [] };
  });

function placeOf(frame: FrameInput): string {
  const { clew, problems, ...places } = classifyFrames([frame]);
  const all: Array<[string, readonly FrameInput[]]> = [...Object.entries(places), ...Object.entries(clew)];
  return (
    all
      .filter(([, frames]) => frames.length > 0)
      .map(([place]) => place)
      .join() + problems.map((p) => `!${p.code}`).join()
  );
}

describe('classifyFrames', () => {
  it.each<[string, FrameInput, string]>([
    ['trace', { fields: fields('traceID:string', 'spanID:string', 'startTime:number', 'duration:number') }, 'traces'],
    ['traces table', { fields: fields('traceID:string', 'startTime:time', 'traceDuration:number') }, 'search'],
    ['spans table', { fields: fields('traceIdHidden:string', 'spanID:string', 'time:time') }, 'search'],
    [
      'loki',
      {
        meta: { custom: { frameType: 'LabeledTimeValues' } },
        fields: fields('labels:other', 'Time:time', 'Line:string', 'n:number'),
      },
      'logs',
    ],
    ['data plane logs', { meta: { type: 'log-lines' }, fields: fields('timestamp:time', 'body:string') }, 'logs'],
    ['plain logs', { fields: fields('when:time', 'message:string') }, 'logs'],
    ['series', { fields: fields('anything:time', 'Value:number') }, 'series'],
    ['long series', { fields: fields('Time:time', 'service:string', 'Value:number') }, 'series'],
    ['exemplars by name', { name: 'exemplar', fields: fields('Time:time', 'Value:number', 'id:string') }, 'exemplars'],
    [
      'exemplars by topic',
      { meta: { dataTopic: 'annotations' }, fields: fields('Time:time', 'Value:number', 'trace_id:string') },
      'exemplars',
    ],
    ['annotations', { meta: { dataTopic: 'annotations' }, fields: fields('time:time', 'text:string') }, 'unknown'],
    [
      'node graph',
      { meta: { preferredVisualisationType: 'nodeGraph' }, fields: fields('id:string', 'mainstat:number') },
      'unknown',
    ],
    ['empty answer', { fields: [] }, 'ignored'],
    ['progress of a stream', { refId: 'streaming-progress', fields: fields('state:string', 'Time:time') }, 'ignored'],
    ['progress of a split query', { name: 'loki-splitting-progress', fields: fields('time:time') }, 'ignored'],
    ['ours', { meta: { custom: { clew: { kind: 'report', version: 1 } } }, fields: fields('state:string') }, 'report'],
    [
      'ours, whatever its fields',
      { meta: { custom: { clew: { kind: 'timeline', version: 1 } } }, fields: fields('time:time', 'n:number') },
      'timeline',
    ],
    [
      'of a future version',
      { meta: { custom: { clew: { kind: 'trace', version: 9 } } }, fields: fields('traceID:string') },
      'unknown!frame.version-unknown',
    ],
    [
      'of an unknown kind',
      { meta: { custom: { clew: { kind: 'sculpture', version: 1 } } }, fields: [] },
      'unknown!frame.kind-unknown',
    ],
  ])('%s', (_, frame, place) => {
    expect(placeOf(frame)).toBe(place);
  });

  it('guesses types where a DTO has none', () => {
    expect(
      placeOf({
        fields: [
          { name: 'Time', values: [1] },
          { name: 'v', values: [null, 2] },
        ],
      })
    ).toBe('series');
    expect(
      placeOf({
        fields: [
          { name: 'Time', values: [1] },
          { name: 'v', values: ['x'] },
        ],
      })
    ).toBe('logs');
  });

  it("gives back the caller's own frames", () => {
    const frame = { fields: fields('t:time', 'v:number'), mine: true };

    expect(classifyFrames([frame]).series[0]?.mine).toBe(true);
  });
});

describe('clewKind', () => {
  it('is undefined for frames of others', () => {
    expect(clewKind({ fields: [] })).toEqual({ ok: true, value: undefined });
    expect(frameSource({ fields: [] })).toBeUndefined();
  });
});
