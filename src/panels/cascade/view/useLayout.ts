import { useMemo } from 'react';
import {
  type Analysed,
  type Cards,
  type GraphChoice,
  type Layout,
  layoutGraph,
  makeGraph,
  useLibrary,
} from '../viewModel';

interface Drawing {
  /** Absent while what lays graphs out is not there. */
  readonly layout: Layout | undefined;
  /** It could not be fetched. */
  readonly missing: boolean;
  readonly onRetry: () => void;
}

/** The boxes and arrows of a cascade with their places. */
export function useLayout(
  { edges, cascade: { propagation } }: Analysed,
  { cards }: Cards,
  { most, showUntouched, open }: GraphChoice
): Drawing {
  const [library, onRetry] = useLibrary();
  const layout = useMemo(
    () =>
      library === undefined || library === 'failed'
        ? undefined
        : layoutGraph(makeGraph(cards, edges, propagation, { most, showUntouched, open }), library),
    [cards, edges, propagation, most, showUntouched, open, library]
  );
  return { layout, missing: library === 'failed', onRetry };
}
