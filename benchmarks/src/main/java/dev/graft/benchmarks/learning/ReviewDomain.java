package dev.graft.benchmarks.learning;

import dev.graft.learning.train.LabelledText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Reviews of one kind of thing, good ({@code 1}) or bad ({@code 0}), in an order drawn by the seed.
 *
 * @param backbone that reads them
 */
record ReviewDomain(String name, String backbone, List<LabelledText> rows) {
    private static final String ENGLISH = "all-minilm-l6-v2";
    private static final String CHINESE = "bge-small-zh-v1.5";

    /**
     * Reads a domain under the folder of all data sets.
     *
     * @param name {@code films} (SST-2), {@code products} (CR), or a category of the Chinese purchases
     */
    static ReviewDomain read(Path data, String name, long seed) throws IOException {
        List<LabelledText> rows = switch (name) {
            case "films" -> sentences(data.resolve("sentence_sets/stsa.binary.train"));
            case "products" -> sentences(data.resolve("sentence_sets/custrev.all"));
            default -> purchases(data, name);
        };
        if (rows.isEmpty()) {
            throw new IllegalArgumentException("there is no domain " + name + "; there are films, products, and the"
                    + " categories of the Chinese purchases");
        }
        Collections.shuffle(rows, new Random(seed));
        boolean english = name.equals("films") || name.equals("products");
        return new ReviewDomain(name, english ? ENGLISH : CHINESE, rows);
    }

    private static List<LabelledText> sentences(Path file) throws IOException {
        List<LabelledText> rows = new ArrayList<>();
        for (String line : Files.readAllLines(file, StandardCharsets.ISO_8859_1)) {
            rows.add(LabelledText.of(line.substring(2).strip(), line.substring(0, 1)));
        }
        return rows;
    }

    private static List<LabelledText> purchases(Path data, String category) throws IOException {
        List<LabelledText> rows = new ArrayList<>();
        for (OnlineShopping.Review review : OnlineShopping.reviews(data)) {
            if (review.category().equals(category)) {
                rows.add(LabelledText.of(review.text(), review.verdict()));
            }
        }
        return rows;
    }
}
