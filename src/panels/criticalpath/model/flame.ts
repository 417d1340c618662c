import { type HierarchyNode, partition, stratify } from 'd3';
import type { CallPath } from '../../../engine/path';
import type { ManyTraces } from './many';

/** One call path as a box: shares of the width, and a level from above. */
export interface FlameBox {
  /** Row of the group's call paths; -1 for all requests together. */
  readonly row: number;
  /** Names of the operations from the root on: what survives a refresh. */
  readonly key: string;
  readonly parent: string | undefined;
  readonly level: number;
  /** 0 to 1. */
  readonly from: number;
  readonly to: number;
}

interface Datum {
  readonly row: number;
  readonly parent: number | undefined;
  readonly exclusive: number;
}

const ALL = -1;
/** The key of the box of all requests. */
export const FLAME_ROOT = '';

/**
 * Lays the call paths out as a flame graph that hangs down: as wide as their time on the path, below who called them.
 * O(call paths), iterative.
 *
 * @param root - key of the call path that fills the width; the callers above it do too.
 */
export function flameBoxes(many: ManyTraces, root: string): readonly FlameBox[] {
  const { callPaths } = many.group;
  const keys = pathKeys(many);
  const tree = hierarchy(callPaths);
  const chosen = keys.indexOf(root);
  const boxes: FlameBox[] = [];
  let [from, to] = [0, 1];
  tree.each((node) => {
    if (chosen >= 0 && node.data.row === chosen) {
      [from, to] = [node.x0, node.x1];
    }
  });
  tree.each((node) => {
    const above = node.x0 <= from && node.x1 >= to;
    if (above || (node.x0 < to && node.x1 > from)) {
      const [x0, x1] = [scaled(node.x0, from, to), scaled(node.x1, from, to)];
      boxes.push({
        row: node.data.row,
        key: keys[node.data.row] ?? FLAME_ROOT,
        parent: node.parent === null ? undefined : (keys[node.parent.data.row] ?? FLAME_ROOT),
        level: node.depth,
        from: Math.max(0, x0),
        to: Math.min(1, x1),
      });
    }
  });
  return boxes;
}

function scaled(x: number, from: number, to: number): number {
  return to === from ? 0 : (x - from) / (to - from);
}

function hierarchy(callPaths: readonly CallPath[]) {
  const data: Datum[] = [{ row: ALL, parent: undefined, exclusive: 0 }];
  callPaths.forEach(({ parent, exclusive }, row) => data.push({ row, parent, exclusive }));
  const tree: HierarchyNode<Datum> = stratify<Datum>()
    .id(({ row }) => String(row))
    .parentId(({ parent }) => (parent === undefined ? undefined : String(parent)))(data);
  // Inclusive time is the sum of the exclusive times below: boxes lie within one another without gaps.
  return partition<Datum>()(tree.sum(({ exclusive }) => exclusive).sort((a, b) => (b.value ?? 0) - (a.value ?? 0)));
}

/** The key of every call path, by row; callers have lower rows than what they call. */
function pathKeys({ group, operation }: ManyTraces): readonly string[] {
  const keys: string[] = [];
  for (const callPath of group.callPaths) {
    const { service, operation: name } = operation(callPath.operation);
    keys.push(`${keys[callPath.parent] ?? ''}\n${service} ${name}`);
  }
  return keys;
}

/** Where the keyboard may go from a box. */
export type FlameStep = 'caller' | 'callee' | 'next' | 'previous';

/** The box to which a step leads; from nowhere, the first. */
export function stepFlame(boxes: readonly FlameBox[], key: string | undefined, step: FlameStep): FlameBox | undefined {
  const at = boxes.find((box) => box.key === key);
  if (at === undefined) {
    return boxes[0];
  }
  const level = boxes.filter((box) => box.level === at.level).sort((a, b) => a.from - b.from);
  switch (step) {
    case 'caller':
      return boxes.find((box) => box.key === at.parent && box.level === at.level - 1) ?? at;
    case 'callee':
      return boxes.find((box) => box.parent === at.key && box.level === at.level + 1) ?? at;
    case 'next':
      return level[level.indexOf(at) + 1] ?? at;
    case 'previous':
      return level[level.indexOf(at) - 1] ?? at;
  }
}
