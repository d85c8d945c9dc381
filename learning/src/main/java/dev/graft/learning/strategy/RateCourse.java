package dev.graft.learning.strategy;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.Objects;

/**
 * The learning rate's course behind the warm-up.
 *
 * @param kind its shape
 * @param patience of {@link Kind#PLATEAU}: epochs without a better validation metric before the rate falls, at least 1;
 *     0 for the other kinds
 * @param factor of {@link Kind#PLATEAU}: what the rate is multiplied by then, above 0, below 1; 0 for the other kinds
 */
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
@JsonPropertyOrder({"kind", "patience", "factor"})
public record RateCourse(Kind kind, int patience, double factor) {

    /** The shape of a course; the peak rate is 1. */
    public enum Kind {
        /** A straight fall to 0 at the last planned step. */
        LINEAR,
        /** Half a cosine wave from 1 to 0 (Loshchilov and Hutter, ICLR 2017, without restarts). */
        COSINE,
        /** Always 1. */
        CONSTANT,
        /** 1, and a fall by a factor whenever the validation metric has stopped rising. */
        PLATEAU
    }

    public static final RateCourse LINEAR = new RateCourse(Kind.LINEAR, 0, 0);
    public static final RateCourse COSINE = new RateCourse(Kind.COSINE, 0, 0);
    public static final RateCourse CONSTANT = new RateCourse(Kind.CONSTANT, 0, 0);

    public RateCourse {
        kind = Objects.requireNonNullElse(kind, Kind.LINEAR);
        boolean plateau = kind == Kind.PLATEAU;
        Ranges.check("schedule.patience", patience, plateau ? 1 : 0, plateau ? 10_000 : 0);
        Ranges.check("schedule.factor", factor, plateau ? 1e-6 : 0, plateau ? 1 - 1e-6 : 0);
    }

    /** A rate that is multiplied by {@code factor} after each {@code patience} epochs without improvement. */
    public static RateCourse plateau(int patience, double factor) {
        return new RateCourse(Kind.PLATEAU, patience, factor);
    }
}
