import { type PanelDataSummary, type VisualizationSuggestion, VisualizationSuggestionScore } from '@grafana/data';
import { t } from '@grafana/i18n';
import { defaultIdentityRules } from '../../engine/correlation';
import { BREAKER_CONVENTIONS, detectConventions } from '../../engine/breaker';
import { classifyFrames, readSeries } from '../../frames';
import type { CircuitBreakerOptions } from './options';

/** So many series are looked at: a breaker among the first thousands is found, and a card must not cost a second. */
const MOST = 200;

/** Offers the panel where breakers are measured as the best choice, and where spans may tell of some as a possible one. */
export function suggest(data: PanelDataSummary): Array<VisualizationSuggestion<CircuitBreakerOptions>> {
  const frames = classifyFrames(data.rawFrames ?? []);
  const score = scoreOf(frames);
  if (score === undefined) {
    return [];
  }
  return [
    {
      name: t('breaker.suggestion.name', 'Circuit breakers'),
      description: t('breaker.suggestion.description', 'Which are open, since when and why, and where one is missing'),
      score,
      cardOptions: {
        // A card has no room for controls and words.
        previewModifier: (suggestion) => {
          suggestion.options = { ...suggestion.options, showControls: false, showFooter: false, showLegend: false };
        },
      },
    },
  ];
}

function scoreOf(frames: ReturnType<typeof classifyFrames>): VisualizationSuggestionScore | undefined {
  if (frames.clew.breakers.length > 0) {
    return VisualizationSuggestionScore.Best;
  }
  const { result } = readSeries(frames.series.slice(0, MOST), defaultIdentityRules);
  const names = [...new Set(result.map(({ name }) => name))];
  if (detectConventions(names, BREAKER_CONVENTIONS).length > 0) {
    return VisualizationSuggestionScore.Best;
  }
  return frames.traces.length > 0 ? VisualizationSuggestionScore.OK : undefined;
}
