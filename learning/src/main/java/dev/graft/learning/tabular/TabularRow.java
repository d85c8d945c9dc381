package dev.graft.learning.tabular;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A row of numbers.
 *
 * @param values one a column, NaN where it is missing, of a column of words the word's place; not copied, and never written to
 * @param domain the data source that it comes from; null where it has none
 */
public record TabularRow(double[] values, @Nullable String domain) {

    @Override
    public boolean equals(Object other) {
        return other instanceof TabularRow that
                && Arrays.equals(values, that.values)
                && Objects.equals(domain, that.domain);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(values) + Objects.hashCode(domain);
    }

    @Override
    public String toString() {
        return values.length + " values" + (domain == null ? "" : " of " + domain);
    }
}
