package dev.graft.registry.promotion;

/** Where a wish leads to in the present state of a model: to a version, or nowhere. */
sealed interface Target {
    /** A version that may be made live. */
    record Version(int number) implements Target {}

    /** Nothing that may be made live. */
    record None(MoveOutcome why) implements Target {}

    static Target unknown(String explanation) {
        return new None(new MoveOutcome.Unknown(explanation));
    }

    static Target impossible(String explanation) {
        return new None(new MoveOutcome.Impossible(explanation));
    }
}
