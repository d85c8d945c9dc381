package dev.graft.benchmarks.methods;

import java.io.IOException;
import java.nio.file.Path;

/** Reviews of four kinds of goods (Blitzer et al. 2007), as which of 5,000 words and pairs of words occur; 1 is praise. */
final class AmazonReviews {

    private static final int WIDTH = 5_000;

    private AmazonReviews() {}

    static LabelledSet train(Path data, String goods) throws IOException {
        return read(data, goods + "_train");
    }

    static LabelledSet test(Path data, String goods) throws IOException {
        return read(data, goods + "_test");
    }

    private static LabelledSet read(Path data, String name) throws IOException {
        return LabelledSet.svmlight(data.resolve("amazon_sentiment_dann/" + name + ".svmlight.gz"), WIDTH);
    }
}
