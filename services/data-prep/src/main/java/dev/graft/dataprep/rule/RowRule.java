package dev.graft.dataprep.rule;

import dev.graft.dataprep.mapping.MappedRow;
import java.util.Optional;

/** One thing that a row must satisfy. Thread-safe. */
public interface RowRule {
    /** The name under which reports count the rows that break it. */
    String name();

    /** Why the row breaks this rule, for a person; empty when it does not. May rely on the rules before it. */
    Optional<String> broken(MappedRow row);

    /** A rule of a name and a check. */
    static RowRule of(String name, Check check) {
        return new RowRule() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Optional<String> broken(MappedRow row) {
                return check.broken(row);
            }
        };
    }

    /** What a rule looks at. */
    @FunctionalInterface
    interface Check {
        Optional<String> broken(MappedRow row);
    }
}
