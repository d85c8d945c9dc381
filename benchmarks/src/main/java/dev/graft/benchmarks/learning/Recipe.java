package dev.graft.benchmarks.learning;

import dev.graft.learning.strategy.HyperParameters;
import dev.graft.learning.strategy.StrategyAdvisor;
import dev.graft.learning.strategy.TransferStrategy;
import dev.graft.learning.strategy.TransferStrategy.FewShot;
import dev.graft.learning.strategy.TransferStrategy.FineTune;
import dev.graft.learning.strategy.TransferStrategy.HeadWarmup;
import dev.graft.learning.strategy.ValidationMetric;

/** What learns, by name. */
enum Recipe {
    /** All weights at one rate: warm-up over a tenth of the steps, linear fall, decay 0.01, dropout 0.1, norm 1. */
    FULL {
        @Override
        TransferStrategy strategy(RecipeOptions options, TextSet set, int layers) {
            return new FineTune(
                    0,
                    HeadWarmup.NONE,
                    new HyperParameters(
                            options.epochs(),
                            options.batchSize(),
                            options.learningRate(),
                            options.learningRate(),
                            0.01,
                            0.1,
                            options.maxLength(),
                            options.epochs(),
                            0,
                            ValidationMetric.ACCURACY,
                            0.1,
                            0,
                            1));
        }
    },

    /** What the library chooses by itself; of the options only the longest input counts. */
    AUTO {
        @Override
        TransferStrategy strategy(RecipeOptions options, TextSet set, int layers) {
            TransferStrategy auto = StrategyAdvisor.auto(set.trainingData().shape(layers));
            return auto.with(auto.hyperParameters()
                    .change()
                    .maxLength(options.maxLength())
                    .build());
        }
    },

    /** A linear head on frozen features, 100 passes, the last one's weights. */
    PROBE {
        @Override
        TransferStrategy strategy(RecipeOptions options, TextSet set, int layers) {
            return StrategyAdvisor.linearProbe().with(head(options, 100));
        }
    },

    /** What the library advises for few rows a label; the last pass's head. */
    FEW_SHOT {
        @Override
        TransferStrategy strategy(RecipeOptions options, TextSet set, int layers) {
            FewShot few = StrategyAdvisor.fewShot();
            return new FewShot(few.frozenLayers(), few.contrast(), 25, head(options, 4));
        }
    };

    abstract TransferStrategy strategy(RecipeOptions options, TextSet set, int layers);

    private static HyperParameters head(RecipeOptions options, int epochs) {
        return StrategyAdvisor.linearProbe()
                .hyperParameters()
                .change()
                .epochs(epochs)
                .patience(epochs)
                .minChange(0)
                .metric(ValidationMetric.LOSS)
                .maxLength(options.maxLength())
                .build();
    }
}
