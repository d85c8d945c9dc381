package dev.graft.dataprep.duplicate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Sentences of made-up words, and changed copies of them. */
final class Sentences {
    private static final int WORDS = 5000;

    private final Random random;
    private final List<String> vocabulary;

    Sentences(long seed) {
        this.random = new Random(seed);
        this.vocabulary = IntStream.range(0, WORDS).mapToObj(i -> word()).toList();
    }

    /** How a copy differs. */
    enum Change {
        WORD {
            @Override
            void apply(List<String> words, Sentences sentences) {
                words.set(sentences.random.nextInt(words.size()), sentences.word());
            }
        },
        TYPO {
            @Override
            void apply(List<String> words, Sentences sentences) {
                int at = sentences.random.nextInt(words.size());
                StringBuilder word = new StringBuilder(words.get(at));
                word.setCharAt(sentences.random.nextInt(word.length()), 'q');
                words.set(at, word.toString());
            }
        },
        PUNCTUATION {
            @Override
            void apply(List<String> words, Sentences sentences) {
                int at = sentences.random.nextInt(words.size());
                words.set(at, words.get(at) + ", ");
                words.add("!");
            }
        },
        ORDER {
            @Override
            void apply(List<String> words, Sentences sentences) {
                int at = sentences.random.nextInt(words.size() - 1);
                Collections.swap(words, at, at + 1);
            }
        };

        abstract void apply(List<String> words, Sentences sentences);
    }

    String next(int words) {
        return IntStream.range(0, words)
                .mapToObj(i -> vocabulary.get(random.nextInt(WORDS)))
                .collect(Collectors.joining(" "));
    }

    String changed(String text, Change change) {
        List<String> words = new ArrayList<>(List.of(text.split(" ")));
        change.apply(words, this);
        return String.join(" ", words);
    }

    private String word() {
        return random.ints(3 + random.nextInt(6), 'a', 'p')
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
    }
}
