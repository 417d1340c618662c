export type {
  CriticalPath,
  DragAndSlack,
  PathNote,
  PathNoteKind,
  PathOptions,
  PathRule,
  PathSections,
} from './types';
export { criticalPath } from './critical-path';
