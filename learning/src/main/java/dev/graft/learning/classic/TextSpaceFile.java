package dev.graft.learning.classic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A {@link TextSpace} as lines of UTF-8 that end with a line feed: {@value #FIRST}; an object of JSON with {@code words} and
 * {@code characters}, each the least and the most of a term, {@code sublinear}, {@code texts} and {@code terms}; then a line a
 * term, ascending, of the number of texts with it, a tab and the term. The same space gives the same bytes.
 *
 * <p>What is read is bounded: {@value #MOST_BYTES} bytes, {@value TextSpace#MOST_TERMS} terms. A file that breaks a rule fails
 * with {@link IOException}.
 */
public final class TextSpaceFile {

    static final String FIRST = "graft-text-space 1";
    static final long MOST_BYTES = 256L << 20;

    private static final ObjectMapper JSON = new ObjectMapper();

    private TextSpaceFile() {}

    /** Writes a file, or writes it anew. */
    public static void write(Path file, TextSpace space) throws IOException {
        TextTerms terms = space.terms();
        ObjectNode head = JSON.createObjectNode();
        head.putArray("words").add(terms.leastWords()).add(terms.mostWords());
        head.putArray("characters").add(terms.leastCharacters()).add(terms.mostCharacters());
        head.put("sublinear", space.isSublinear()).put("texts", space.texts()).put("terms", space.width());
        try (Writer out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            out.write(FIRST + "\n" + JSON.writeValueAsString(head) + "\n");
            for (int column = 0; column < space.width(); column++) {
                out.write(space.textsWith(column) + "\t" + space.names().get(column) + "\n");
            }
        }
    }

    /** Reads a file. */
    public static TextSpace read(Path file) throws IOException {
        if (Files.size(file) > MOST_BYTES) {
            throw new IOException(
                    file + " has " + Files.size(file) + " bytes; a text space has " + MOST_BYTES + " at most");
        }
        try (BufferedReader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            if (!FIRST.equals(in.readLine())) {
                throw new IOException(file + " does not begin with " + FIRST);
            }
            JsonNode head = JSON.readTree(required(file, in.readLine()));
            int count = head.path("terms").asInt(-1);
            int texts = head.path("texts").asInt(-1);
            if (count < 1 || count > TextSpace.MOST_TERMS || texts < 1) {
                throw new IOException(file + " names " + count + " terms of " + texts + " texts");
            }
            List<String> names = new ArrayList<>();
            int[] textsWith = new int[count];
            for (int column = 0; column < count; column++) {
                read(file, required(file, in.readLine()), column, names, textsWith, texts);
            }
            if (in.readLine() != null) {
                throw new IOException(file + " has more terms than the " + count + " that it names");
            }
            return new TextSpace(terms(file, head), head.path("sublinear").asBoolean(), texts, names, textsWith);
        }
    }

    private static void read(Path file, String line, int column, List<String> names, int[] textsWith, int texts)
            throws IOException {
        int tab = line.indexOf('\t');
        String count = line.substring(0, Math.max(0, tab));
        String name = line.substring(tab + 1);
        boolean ascends = column == 0 || names.get(column - 1).compareTo(name) < 0;
        if (!count.matches("[0-9]{1,9}") || !ascends || Integer.parseInt(count) > texts || count.equals("0")) {
            throw new IOException(file + " has no count and term that is after the one before: " + line);
        }
        textsWith[column] = Integer.parseInt(count);
        names.add(name);
    }

    private static TextTerms terms(Path file, JsonNode head) throws IOException {
        try {
            return new TextTerms(
                    head.path("words").path(0).asInt(),
                    head.path("words").path(1).asInt(),
                    head.path("characters").path(0).asInt(),
                    head.path("characters").path(1).asInt());
        } catch (IllegalArgumentException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }

    private static String required(Path file, @Nullable String line) throws IOException {
        if (line == null) {
            throw new IOException(file + " ends before all of its terms");
        }
        return line;
    }
}
