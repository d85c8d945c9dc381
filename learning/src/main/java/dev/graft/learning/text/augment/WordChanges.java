package dev.graft.learning.text.augment;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Changes of whole words. What is no word stays, and so do the gaps. */
final class WordChanges {

    private WordChanges() {}

    /**
     * Replaces what the dictionary knows, longest phrase first, each with chance {@code share}, by one of its
     * alternatives.
     */
    static List<Piece> replaced(
            List<Piece> pieces, double share, Map<String, List<String>> dictionary, SplittableRandom random) {
        List<Piece> result = new ArrayList<>(pieces.size());
        int at = 0;
        while (at < pieces.size()) {
            Piece first = pieces.get(at);
            int length = known(pieces, at, dictionary);
            if (length > 0 && random.nextDouble() < share) {
                String phrase = Pieces.phrase(pieces.subList(at, at + length));
                List<String> alternatives = Objects.requireNonNull(dictionary.get(phrase));
                result.add(first.with(alternatives.get(random.nextInt(alternatives.size()))));
                at += length;
            } else {
                result.add(first);
                at++;
            }
        }
        return result;
    }

    /** Leaves each word out with chance {@code share}; of a text that would lose all, one drawn word stays. */
    static List<Piece> dropped(List<Piece> pieces, double share, SplittableRandom random) {
        int[] words = words(pieces);
        boolean[] gone = new boolean[pieces.size()];
        int left = words.length;
        for (int word : words) {
            gone[word] = random.nextDouble() < share;
            left -= gone[word] ? 1 : 0;
        }
        if (left == 0 && words.length > 0) {
            gone[words[random.nextInt(words.length)]] = false;
        }
        List<Piece> result = new ArrayList<>(pieces.size());
        for (int i = 0; i < pieces.size(); i++) {
            if (!gone[i]) {
                Piece piece = pieces.get(i);
                result.add(result.isEmpty() ? piece.behind(pieces.get(0).gap()) : piece);
            }
        }
        return result;
    }

    /** Exchanges each word with the next one with chance {@code share}; no word moves twice. */
    static List<Piece> swapped(List<Piece> pieces, double share, SplittableRandom random) {
        int[] words = words(pieces);
        List<Piece> result = new ArrayList<>(pieces);
        for (int i = 0; i + 1 < words.length; i++) {
            if (random.nextDouble() < share) {
                Piece left = pieces.get(words[i]);
                Piece right = pieces.get(words[i + 1]);
                result.set(words[i], left.with(right.text()));
                result.set(words[i + 1], right.with(left.text()));
                i++;
            }
        }
        return result;
    }

    /** Pieces from {@code at} on that the dictionary knows as one phrase, the most; 0: none. */
    private static int known(List<Piece> pieces, int at, Map<String, List<String>> dictionary) {
        int length = dictionary.isEmpty() ? 0 : Math.min(TextAugmentation.LONGEST_PHRASE, pieces.size() - at);
        while (length > 0 && !dictionary.containsKey(Pieces.phrase(pieces.subList(at, at + length)))) {
            length--;
        }
        return length;
    }

    private static int[] words(List<Piece> pieces) {
        return IntStream.range(0, pieces.size())
                .filter(i -> pieces.get(i).isWord())
                .toArray();
    }
}
