package dev.graft.predictor.serving;

import java.time.Instant;
import java.util.function.Function;

/** Puts models without a file into service. */
public final class Shadowed {
    private Shadowed() {}

    /** Version 1 as the champion and version 2 as its shadow. */
    public static void serve(
            ServedModels served, String task, Function<Input, float[]> champion, Function<Input, float[]> shadow) {
        served.swap(model(task, 1, champion));
        served.shadow(task, new Shadow(model(task, 2, shadow)));
    }

    /** A champion that sees an input where its probabilities are. */
    public static void serve(ServedModels served, String task, int version, Function<Input, float[]> champion) {
        served.swap(model(task, version, champion));
    }

    private static ServedModel model(String task, int version, Function<Input, float[]> answer) {
        FakeClassifier classifier =
                new FakeClassifier(inputs -> inputs.stream().map(answer).toArray(float[][]::new));
        return new ServedModel(FakeModels.version(task, version), Instant.EPOCH, classifier);
    }
}
