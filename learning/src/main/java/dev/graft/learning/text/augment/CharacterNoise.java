package dev.graft.learning.text.augment;

import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Typing errors that depend on no keyboard: a character of a word is left out, doubled, exchanged with the next one, or
 * replaced by a character of the same script that the text holds, each as often. A word keeps at least one character;
 * where one cannot be left out or exchanged, it is replaced.
 */
final class CharacterNoise {

    private static final int KINDS = 4;

    private final double share;
    private final SplittableRandom random;
    private final Map<UnicodeScript, List<String>> ofScript = new EnumMap<>(UnicodeScript.class);

    private CharacterNoise(double share, SplittableRandom random) {
        this.share = share;
        this.random = random;
    }

    /** Changes each character of the words with chance {@code share}. */
    static List<Piece> over(List<Piece> pieces, double share, SplittableRandom random) {
        if (share == 0) {
            return pieces;
        }
        CharacterNoise noise = new CharacterNoise(share, random);
        pieces.stream()
                .filter(Piece::isWord)
                .flatMap(piece -> Pieces.characters(piece.text()).stream())
                .forEach(letter -> noise.ofScript
                        .computeIfAbsent(script(letter), script -> new ArrayList<>())
                        .add(letter));
        return pieces.stream()
                .map(piece -> piece.isWord() ? piece.with(noise.changed(piece.text())) : piece)
                .toList();
    }

    private String changed(String word) {
        List<String> letters = Pieces.characters(word);
        StringBuilder result = new StringBuilder();
        for (int i = 0; i < letters.size(); i++) {
            String letter = letters.get(i);
            if (random.nextDouble() >= share) {
                result.append(letter);
                continue;
            }
            boolean isLast = i + 1 == letters.size();
            int kind = random.nextInt(KINDS);
            if (kind == 0 && !(isLast && result.isEmpty())) {
                continue;
            }
            if (kind == 1) {
                result.append(letter).append(letter);
            } else if (kind == 2 && !isLast) {
                result.append(letters.get(++i)).append(letter);
            } else {
                result.append(another(letter));
            }
        }
        return result.toString();
    }

    private String another(String letter) {
        List<String> choice = ofScript.getOrDefault(script(letter), List.of(letter));
        return choice.get(random.nextInt(choice.size()));
    }

    private static UnicodeScript script(String letter) {
        return UnicodeScript.of(letter.codePointAt(0));
    }
}
