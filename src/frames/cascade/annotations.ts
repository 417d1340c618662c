import { type ChangeEvent, changesOfAnnotations } from '../../engine/cascade';
import { diffEpoch, epochNsFromMs, type EpochNs } from '../../engine/units';
import { column, type FrameInput, rowsOf, textOf, timeOf } from '../frame';

/**
 * Reads what changed from a dashboard's annotations, as Grafana gives them to its panels (`time` in milliseconds, `title`,
 * `text`, `tags` as a list or separated by commas): deploys, scaling and configuration, see `changesOfAnnotations`. States
 * of alerts are no changes, and neither is a row without a time.
 *
 * @param origin - what the times of the result are relative to
 * @param services - keys of the services that are known
 */
export function readAnnotations(
  frames: readonly FrameInput[],
  origin: EpochNs,
  services: readonly string[]
): readonly ChangeEvent[] {
  const annotations = frames.flatMap((frame) => {
    const [times, titles, texts, tags, states] = ['time', 'title', 'text', 'tags', 'newState'].map((name) =>
      column(frame, name)
    );
    return Array.from({ length: rowsOf(frame) }, (_, row) => row).flatMap((row) => {
      const ms = timeOf(times?.[row]);
      return ms === undefined || textOf(states?.[row]) !== ''
        ? []
        : [
            {
              at: diffEpoch(epochNsFromMs(ms), origin),
              text: [textOf(titles?.[row]), textOf(texts?.[row])].filter((part) => part !== '').join(': '),
              tags: tagsOf(tags?.[row]),
            },
          ];
    });
  });
  return changesOfAnnotations(annotations, services);
}

function tagsOf(cell: unknown): readonly string[] {
  const tags: readonly unknown[] = Array.isArray(cell) ? cell : textOf(cell).split(',');
  return tags.map((tag) => textOf(tag).trim()).filter((tag) => tag !== '');
}
