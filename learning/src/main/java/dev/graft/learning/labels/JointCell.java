package dev.graft.learning.labels;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A number of the confident joint that is not 0.
 *
 * @param given label index
 * @param confident label index; on the diagonal the same
 * @param rows of the batch that came with the one and are confidently the other
 */
public record JointCell(int given, int confident, int rows) {

    private static final Comparator<JointCell> ORDER =
            Comparator.comparingInt(JointCell::given).thenComparingInt(JointCell::confident);

    private record Place(int given, int confident) {}

    /** By given and then by confident label. */
    static List<JointCell> joint(List<JudgedRow> rows) {
        return rows.stream()
                .filter(row -> row.confident() != JudgedRow.NONE)
                .collect(Collectors.groupingBy(
                        row -> new Place(row.given(), row.confident()), Collectors.summingInt(row -> 1)))
                .entrySet()
                .stream()
                .map(cell -> new JointCell(cell.getKey().given(), cell.getKey().confident(), cell.getValue()))
                .sorted(ORDER)
                .toList();
    }
}
