package dev.graft.benchmarks.learning;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.graft.learning.text.TextInput;
import dev.graft.learning.train.LabelledText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** The text tasks, read from files that are not shipped; every draw is seeded. */
enum TextSets {
    /** Sentence pairs, paraphrase or not; 408 training rows choose the epoch. */
    MRPC {
        @Override
        TextSet read(Path data, long seed) throws IOException {
            List<LabelledText> rows = mrpc(data.resolve("mrpc/msr_paraphrase_train.txt"));
            Collections.shuffle(rows, new Random(MRPC_SPLIT));
            return new TextSet(
                    MINILM,
                    rows.subList(MRPC_VALIDATION, rows.size()),
                    rows.subList(0, MRPC_VALIDATION),
                    mrpc(data.resolve("mrpc/msr_paraphrase_test.txt")),
                    List.of("0", "1"));
        }
    },

    /** Customers' questions, 77 intents; a tenth of the training rows chooses the epoch. */
    BANKING77 {
        @Override
        TextSet read(Path data, long seed) throws IOException {
            List<LabelledText> rows = csv(data.resolve("banking77/train.csv"), "text", "category");
            Collections.shuffle(rows, new Random(seed));
            int validation = rows.size() / 10;
            return new TextSet(
                    MINILM,
                    rows.subList(validation, rows.size()),
                    rows.subList(0, validation),
                    csv(data.resolve("banking77/test.csv"), "text", "category"),
                    labels(rows));
        }
    },

    /** Eight of those questions for each intent; no other label is seen. */
    BANKING77_FEW {
        @Override
        TextSet read(Path data, long seed) throws IOException {
            List<LabelledText> rows = csv(data.resolve("banking77/train.csv"), "text", "category");
            Collections.shuffle(rows, new Random(seed));
            List<LabelledText> few = few(rows, 8).get(0);
            return new TextSet(
                    MINILM, few, few, csv(data.resolve("banking77/test.csv"), "text", "category"), labels(rows));
        }
    },

    /** Chinese reviews of food deliveries, good or bad; 2,000 are the test, a tenth of the others chooses the epoch. */
    WAIMAI {
        @Override
        TextSet read(Path data, long seed) throws IOException {
            List<LabelledText> rows = waimai(data);
            Collections.shuffle(rows, new Random(seed));
            List<LabelledText> learnt = rows.subList(WAIMAI_TEST, rows.size());
            int validation = learnt.size() / 10;
            return new TextSet(
                    BGE_ZH,
                    learnt.subList(validation, learnt.size()),
                    learnt.subList(0, validation),
                    rows.subList(0, WAIMAI_TEST),
                    List.of("0", "1"));
        }
    },

    /** Of these reviews 32 good and 32 bad ones; the others are the test. */
    WAIMAI_FEW {
        @Override
        TextSet read(Path data, long seed) throws IOException {
            List<LabelledText> rows = waimai(data);
            Collections.shuffle(rows, new Random(seed));
            List<List<LabelledText>> parts = few(rows, 32);
            return new TextSet(
                    BGE_ZH,
                    parts.get(0),
                    parts.get(0),
                    parts.get(1).subList(0, Math.min(WAIMAI_TEST, parts.get(1).size())),
                    List.of("0", "1"));
        }
    };

    private static final String MINILM = "all-minilm-l6-v2";
    private static final String BGE_ZH = "bge-small-zh-v1.5";
    private static final long MRPC_SPLIT = 408;
    private static final int MRPC_VALIDATION = 408;
    private static final int WAIMAI_TEST = 2000;

    /**
     * Reads the task under the folder of all data sets.
     *
     * @throws IOException naming the file that is not there
     */
    abstract TextSet read(Path data, long seed) throws IOException;

    private static List<LabelledText> mrpc(Path file) throws IOException {
        List<LabelledText> rows = new ArrayList<>();
        for (String line : Files.readAllLines(file, StandardCharsets.UTF_8).stream()
                .skip(1)
                .toList()) {
            String[] fields = line.split("\t", -1);
            rows.add(new LabelledText(new TextInput(fields[3], fields[4]), fields[0]));
        }
        return rows;
    }

    private static List<LabelledText> waimai(Path data) throws IOException {
        return csv(data.resolve("chinese_sentiment/waimai_10k.csv"), "review", "label");
    }

    private static List<LabelledText> csv(Path file, String text, String label) throws IOException {
        try (CsvReader<NamedCsvRecord> records = CsvReader.builder().ofNamedCsvRecord(file)) {
            List<LabelledText> rows = new ArrayList<>();
            records.forEach(row -> rows.add(LabelledText.of(row.getField(text).strip(), row.getField(label))));
            return rows;
        }
    }

    private static List<String> labels(List<LabelledText> rows) {
        return rows.stream().map(LabelledText::label).distinct().sorted().toList();
    }

    /** The first rows of each label, and all others. */
    private static List<List<LabelledText>> few(List<LabelledText> rows, int each) {
        Map<String, Integer> taken = new HashMap<>();
        List<LabelledText> few = new ArrayList<>();
        List<LabelledText> others = new ArrayList<>();
        for (LabelledText row : rows) {
            (taken.merge(row.label(), 1, Integer::sum) <= each ? few : others).add(row);
        }
        return List.of(few, others);
    }
}
