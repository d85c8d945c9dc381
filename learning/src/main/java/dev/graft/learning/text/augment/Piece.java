package dev.graft.learning.text.augment;

/**
 * A word, or a run of other characters between words.
 *
 * @param gap the white space in front of it, which stays where it is
 * @param text of the piece, without white space around it
 * @param isWord whether it is a word
 */
record Piece(String gap, String text, boolean isWord) {

    Piece with(String other) {
        return new Piece(gap, other, isWord);
    }

    Piece behind(String otherGap) {
        return new Piece(otherGap, text, isWord);
    }
}
