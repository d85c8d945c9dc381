package dev.graft.learning.tabular;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A declared step: a kind with its parameters. A value, which prints as it is declared, as in {@code
 * outliers-clip@1(deviations=5)}.
 *
 * @param kind what it does
 * @param parameters by name, in the kind's order, in their one spelling, usual values included
 */
public record FeatureStep(StepKind kind, Map<String, String> parameters) {

    private static final int LONGEST = 1_000;
    private static final Pattern SPELLING = Pattern.compile("([a-z-]{1,50}@\\d{1,4})(?:\\((.*)\\))?");

    /** @throws IllegalArgumentException on an unknown parameter or a value that it cannot have */
    public FeatureStep {
        Map<String, String> all = new LinkedHashMap<>();
        for (StepParameter parameter : kind.parameters()) {
            String value = parameters.getOrDefault(parameter.name(), parameter.usual());
            if (value != null) {
                all.put(parameter.name(), parameter.canonical(kind.id(), value));
            }
        }
        for (String name : parameters.keySet()) {
            if (!all.containsKey(name)) {
                throw new IllegalArgumentException(kind.id() + " has no parameter '" + name + "'; it has "
                        + kind.parameters().stream().map(StepParameter::name).toList());
            }
        }
        if (kind == StepKind.PCA && all.size() != 1) {
            throw new IllegalArgumentException("pca@1 needs either components, as in pca@1(components=50), or the share"
                    + " of variance to keep, as in pca@1(variance=0.95)");
        }
        parameters = Collections.unmodifiableMap(all);
    }

    /**
     * The step that is declared so: an id, and parameters in brackets where it has any.
     *
     * @throws IllegalArgumentException where it names no step, with those that there are, or a parameter is wrong
     */
    public static FeatureStep of(String declared) {
        Matcher parts = SPELLING.matcher(declared.length() > LONGEST ? "" : declared.strip());
        if (!parts.matches()) {
            throw new IllegalArgumentException("a step is declared as in pca@1(components=50), not '"
                    + declared.substring(0, Math.min(declared.length(), 100)) + "'");
        }
        StepKind kind = StepKind.named(parts.group(1))
                .orElseThrow(() -> new IllegalArgumentException("there is no feature step '" + parts.group(1)
                        + "'; there are "
                        + Arrays.stream(StepKind.values()).map(StepKind::id).toList()
                        + ". A model that asks for a step of a later version needs a later version of Graft"));
        return new FeatureStep(kind, assignments(kind, parts.group(2)));
    }

    private static Map<String, String> assignments(StepKind kind, @Nullable String inside) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String each : inside == null || inside.isBlank() ? List.<String>of() : List.of(inside.split(",", -1))) {
            int at = each.indexOf('=');
            if (at < 0
                    || values.put(
                                    each.substring(0, at).strip(),
                                    each.substring(at + 1).strip())
                            != null) {
                throw new IllegalArgumentException(
                        kind.id() + ": parameters are declared as name=value, each once, not '" + each + "'");
            }
        }
        return values;
    }

    /** The value of a parameter that is a name; null where there is none. */
    @Nullable
    String text(String name) {
        return parameters.get(name);
    }

    boolean has(String name) {
        return parameters.containsKey(name);
    }

    double number(String name) {
        return Double.parseDouble(Objects.requireNonNull(parameters.get(name), name));
    }

    int count(String name) {
        return (int) number(name);
    }

    @Override
    public String toString() {
        return parameters.isEmpty()
                ? kind.id()
                : kind.id()
                        + parameters.entrySet().stream()
                                .map(entry -> entry.getKey() + "=" + entry.getValue())
                                .collect(Collectors.joining(",", "(", ")"));
    }
}
