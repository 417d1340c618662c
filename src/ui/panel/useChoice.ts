import { useCallback, useState } from 'react';

/** What the author of the dashboard set, until the reader chooses; what the reader chose, until the author sets it anew. */
export function useChoice<T>(byAuthor: T): readonly [chosen: T, choose: (choice: T) => void] {
  const [choice, setChoice] = useState({ byAuthor, value: byAuthor });
  const isAnew = choice.byAuthor !== byAuthor;
  if (isAnew) {
    setChoice({ byAuthor, value: byAuthor });
  }
  const choose = useCallback((value: T) => setChoice({ byAuthor, value }), [byAuthor]);
  return [isAnew ? byAuthor : choice.value, choose];
}
