import { type RefObject, useCallback, useLayoutEffect, useRef, useState } from 'react';

/**
 * The service whose details are shown. To choose it again closes them. Whoever closes them by key goes on where they
 * came from: at the service's card.
 *
 * @param root - the panel
 */
export function useChosen(
  root: RefObject<HTMLElement | null>
): readonly [string | undefined, (service: string | undefined) => void] {
  const [chosen, setChosen] = useState<string>();
  const last = useRef<string | undefined>(undefined);
  useLayoutEffect(() => {
    const before = last.current;
    last.current = chosen;
    // What had the focus is gone together with the details.
    if (chosen === undefined && before !== undefined && document.activeElement === document.body) {
      root.current?.querySelector<HTMLElement>(`[data-service="${CSS.escape(before)}"]`)?.focus();
    }
  }, [root, chosen]);
  const onChoose = useCallback(
    (service: string | undefined) => setChosen((before) => (before === service ? undefined : service)),
    []
  );
  return [chosen, onChoose];
}
