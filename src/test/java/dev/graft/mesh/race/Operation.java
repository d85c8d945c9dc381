package dev.graft.mesh.race;

/**
 * One request with its answer and the interval in which it took effect, if it did.
 *
 * @param number tells operations apart in a report
 * @param invoked when the client sent it, by a clock that all clients share
 * @param answered when the client had the answer; {@link #NEVER} where none came
 */
public record Operation(int number, Request request, Answer answer, long invoked, long answered) {
    public static final long NEVER = Long.MAX_VALUE;

    @Override
    public String toString() {
        return "#" + number + " " + request + " -> " + answer + " [" + invoked + ", "
                + (answered == NEVER ? "never" : answered) + "]";
    }
}
