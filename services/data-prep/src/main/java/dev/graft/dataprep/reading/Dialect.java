package dev.graft.dataprep.reading;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the fields of a CSV file are told apart. What its producer leaves open is found out from the header: of the usual
 * delimiters and quotes the first with which it names the wanted columns, or else with which it has most fields.
 *
 * @param delimiter between fields
 * @param quote around fields that hold a delimiter or a line break
 */
record Dialect(char delimiter, char quote) {
    private static final List<Character> DELIMITERS = List.of(',', ';', '\t', '|');
    private static final List<Character> QUOTES = List.of('"', '\'');

    /**
     * @param beginning of the file, with its header
     * @param columns that are wanted
     */
    static Dialect of(
            String beginning, List<String> columns, @Nullable Character delimiter, @Nullable Character quote) {
        List<Dialect> candidates = new ArrayList<>();
        for (char eachQuote : quote == null ? QUOTES : List.of(quote)) {
            for (char eachDelimiter : delimiter == null ? DELIMITERS : List.of(delimiter)) {
                if (eachQuote != eachDelimiter) {
                    candidates.add(new Dialect(eachDelimiter, eachQuote));
                }
            }
        }
        return candidates.stream()
                .filter(candidate -> candidate.header(beginning).containsAll(columns))
                .findFirst()
                .or(() -> candidates.stream()
                        .max(Comparator.comparingInt((Dialect candidate) ->
                                        candidate.header(beginning).size())
                                .thenComparing(candidate -> -candidates.indexOf(candidate))))
                .orElse(new Dialect(DELIMITERS.get(0), QUOTES.get(0)));
    }

    private List<String> header(String beginning) {
        try (CsvReader<CsvRecord> reader = builder().ofCsvRecord(new StringReader(beginning))) {
            return reader.stream().findFirst().map(CsvRecord::getFields).orElse(List.of());
        } catch (CsvParseException e) {
            return List.of(); // Read so, the file has no header: another candidate may be right.
        } catch (IOException e) {
            throw new IllegalStateException("a string cannot be read", e);
        }
    }

    /** Reads in this dialect; rows may have too few or too many fields. */
    CsvReader.CsvReaderBuilder builder() {
        return CsvReader.builder()
                .fieldSeparator(delimiter)
                .quoteCharacter(quote)
                .allowExtraFields(true)
                .allowMissingFields(true)
                .skipEmptyLines(true);
    }
}
