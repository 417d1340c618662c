import { assertUnreachable } from '../../../engine/result';
import { type Filter, noFilter } from './filter';
import type { SeverityCode } from './types';
import type { Zoom } from './viewport';

/**
 * What the reader did to the panel. It is kept by names that the sources gave (keys of services and items, epoch times),
 * so that a refresh changes nothing of it.
 */
export interface ViewState {
  readonly mode: 'lanes' | 'list';
  readonly zoom: Zoom | undefined;
  readonly filter: Filter;
  readonly collapsed: ReadonlySet<string>;
  /** Key of the item whose details are open. */
  readonly open: string | undefined;
  /** Key of the item that the keyboard stands on. */
  readonly focus: string | undefined;
  /** `undefined` until the reader opens or closes it: then it opens by itself when something is wrong. */
  readonly reportOpen: boolean | undefined;
}

/** Everything the reader can do. */
export type ViewAction =
  | { readonly kind: 'mode'; readonly mode: 'lanes' | 'list' }
  | { readonly kind: 'zoom'; readonly zoom: Zoom | undefined }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'level'; readonly level: SeverityCode }
  | { readonly kind: 'around'; readonly seconds: number | undefined }
  | { readonly kind: 'toggle-service'; readonly key: string }
  /** Only this service, or all again when it already stands alone. */
  | { readonly kind: 'isolate-service'; readonly key: string; readonly all: readonly string[] }
  | { readonly kind: 'toggle-lane'; readonly key: string }
  | { readonly kind: 'fold'; readonly keys: readonly string[] }
  | { readonly kind: 'clear-filter' }
  | { readonly kind: 'focus'; readonly key: string | undefined }
  | { readonly kind: 'open'; readonly key: string | undefined }
  | { readonly kind: 'report'; readonly open: boolean };

/** How a panel opens. */
export function initialView(mode: 'lanes' | 'list', level: SeverityCode, aroundSeconds: number): ViewState {
  return {
    mode,
    zoom: undefined,
    filter: { ...noFilter, level, around: aroundSeconds > 0 ? aroundSeconds : undefined },
    collapsed: new Set(),
    open: undefined,
    focus: undefined,
    reportOpen: undefined,
  };
}

/** The next state. Pure. */
export function reduceView(state: ViewState, action: ViewAction): ViewState {
  return isFilterAction(action) ? { ...state, filter: reduceFilter(state.filter, action) } : reduceLook(state, action);
}

function reduceLook(state: ViewState, action: Exclude<ViewAction, FilterAction>): ViewState {
  switch (action.kind) {
    case 'mode':
      return { ...state, mode: action.mode };
    case 'zoom':
      return { ...state, zoom: action.zoom };
    case 'toggle-lane':
      return { ...state, collapsed: toggled(state.collapsed, action.key) };
    case 'fold':
      return { ...state, collapsed: new Set(action.keys) };
    case 'focus':
      return { ...state, focus: action.key };
    case 'open':
      return { ...state, open: action.key, focus: action.key ?? state.focus };
    case 'report':
      return { ...state, reportOpen: action.open };
    default:
      return assertUnreachable(action);
  }
}

type FilterAction = Extract<
  ViewAction,
  { readonly kind: 'text' | 'level' | 'around' | 'toggle-service' | 'isolate-service' | 'clear-filter' }
>;

const FILTER_ACTIONS: readonly string[] = [
  'text',
  'level',
  'around',
  'toggle-service',
  'isolate-service',
  'clear-filter',
];

function isFilterAction(action: ViewAction): action is FilterAction {
  return FILTER_ACTIONS.includes(action.kind);
}

function reduceFilter(filter: Filter, action: FilterAction): Filter {
  switch (action.kind) {
    case 'text':
      return { ...filter, text: action.text };
    case 'level':
      return { ...filter, level: action.level };
    case 'around':
      return { ...filter, around: action.seconds };
    case 'toggle-service':
      return { ...filter, hidden: toggled(filter.hidden, action.key) };
    case 'isolate-service': {
      const others = action.all.filter((key) => key !== action.key);
      const alone = !filter.hidden.has(action.key) && others.every((key) => filter.hidden.has(key));
      return { ...filter, hidden: new Set(alone ? [] : others) };
    }
    case 'clear-filter':
      return noFilter;
    default:
      return assertUnreachable(action);
  }
}

function toggled(set: ReadonlySet<string>, key: string): ReadonlySet<string> {
  const next = new Set(set);
  if (!next.delete(key)) {
    next.add(key);
  }
  return next;
}
