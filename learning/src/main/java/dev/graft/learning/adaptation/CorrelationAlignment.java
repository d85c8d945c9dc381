package dev.graft.learning.adaptation;

import dev.graft.learning.classic.FeatureVectors;
import dev.graft.learning.tabular.FeatureRecipe;
import dev.graft.learning.tabular.FittedFeatures;
import dev.graft.learning.tabular.TabularColumns;
import dev.graft.learning.tabular.TabularRow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Correlation alignment (CORAL; Sun, Feng and Saenko, AAAI 2016): the source's rows are whitened by their covariance and
 * coloured by the target's; the target's stay as they are. The step {@code coral@1} of tabular features, on rows of
 * {@code float}: 2,000 features at most, a minute then, a second at 400.
 *
 * @param regularisation added to the covariances' diagonals, above 0; 1 in the paper
 */
public record CorrelationAlignment(double regularisation) implements FeatureAdaptation {

    private static final String SOURCE = "source";
    private static final String TARGET = "target";

    @Override
    public Adapted fit(DomainPair pair) {
        List<TabularRow> rows = new ArrayList<>(named(pair.source().rows(), SOURCE));
        rows.addAll(named(pair.target(), TARGET));
        int[] classes = Arrays.copyOf(pair.source().classes(), rows.size());
        Arrays.fill(classes, pair.source().size(), classes.length, -1);
        FittedFeatures features = FeatureRecipe.of(
                        List.of("coral@1(target=" + TARGET + ",regularisation=" + regularisation + ")"))
                .fit(TabularColumns.numbered(pair.width()), rows, classes);
        return new Adapted(map(features, SOURCE), map(features, TARGET));
    }

    private static FeatureMap map(FittedFeatures features, String domain) {
        return rows -> FeatureVectors.of(
                named(rows, domain).stream().map(features::apply).toArray(float[][]::new));
    }

    private static List<TabularRow> named(FeatureVectors rows, String domain) {
        return Arrays.stream(rows.toRows())
                .map(row -> new TabularRow(row, domain))
                .toList();
    }
}
