import { useEffect, useState } from 'react';

/**
 * A number that changes when fonts have arrived. A canvas draws with whatever font is there, and text that was measured
 * in another one would not fit.
 */
export function useFonts(): number {
  const [arrivals, setArrivals] = useState(0);
  useEffect(() => {
    // jsdom has no fonts.
    const fonts: FontFaceSet | undefined = document.fonts;
    if (fonts === undefined) {
      return undefined;
    }
    const arrived = () => setArrivals((count) => count + 1);
    fonts.addEventListener('loadingdone', arrived);
    fonts.addEventListener('loadingerror', arrived);
    return () => {
      fonts.removeEventListener('loadingdone', arrived);
      fonts.removeEventListener('loadingerror', arrived);
    };
  }, []);
  return arrivals;
}
