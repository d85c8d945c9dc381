package dev.graft.learning.tabular;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Fits the moments that rows are standardised by. */
final class Standardising {

    private Standardising() {}

    static FittedStep overall(FitTable rows, FeatureStep step) {
        return fitted(rows, step, new TreeMap<>());
    }

    static FittedStep perDomain(FitTable rows, FeatureStep step) {
        SortedMap<String, Moments> byDomain = new TreeMap<>();
        rows.domains().forEach((name, numbers) -> {
            if (numbers.length >= FitTable.LEAST_OF_DOMAIN) {
                byDomain.put(name, Moments.of(rows.values(), numbers));
            }
        });
        return fitted(rows, step, byDomain);
    }

    private static FittedStep fitted(FitTable rows, FeatureStep step, SortedMap<String, Moments> byDomain) {
        Moments pooled = Moments.of(rows.values(), rows.all());
        Map<String, Double> figures = step.kind() == StepKind.STANDARDISE
                ? Map.of()
                : Map.of("domainsKnown", (double) byDomain.size(), "domainsTooSmall", (double)
                        (rows.domains().size() - byDomain.size()));
        return new FittedStep(step, new Scale(pooled, byDomain), StepEffect.of(step, rows.width(), figures));
    }
}
