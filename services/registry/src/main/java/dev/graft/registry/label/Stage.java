package dev.graft.registry.label;

import java.util.Arrays;
import java.util.Optional;

/** MLflow's older way to say how far a version has come. It is a label: nothing in the mesh looks at it. */
public enum Stage {
    NONE("None"),
    STAGING("Staging"),
    PRODUCTION("Production"),
    ARCHIVED("Archived");

    private final String word;

    Stage(String word) {
        this.word = word;
    }

    /** As MLflow writes it. */
    public String word() {
        return word;
    }

    /** The stage of that name, in upper or lower case. */
    public static Optional<Stage> of(String word) {
        return Arrays.stream(values())
                .filter(stage -> stage.word.equalsIgnoreCase(word))
                .findFirst();
    }

    /** Whether versions of the stage can be archived by the next one that enters it. */
    public boolean isActive() {
        return this == STAGING || this == PRODUCTION;
    }
}
