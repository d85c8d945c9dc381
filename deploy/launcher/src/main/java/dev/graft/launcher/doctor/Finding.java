package dev.graft.launcher.doctor;

import org.jspecify.annotations.Nullable;

/**
 * One line of the doctor's report.
 *
 * @param subject what was looked at, as {@code Java}
 * @param what was found
 * @param remedy what to do; null when there is nothing to do
 */
public record Finding(
        Level level, String subject, String what, @Nullable String remedy) {

    /** How it stands. */
    public enum Level {
        OK,
        /** The mesh works, and something is worse than it could be. */
        WARN,
        /** The mesh, or a part of it, does not work like this. */
        FAIL
    }

    static Finding ok(String subject, String what) {
        return new Finding(Level.OK, subject, what, null);
    }

    static Finding warn(String subject, String what, String remedy) {
        return new Finding(Level.WARN, subject, what, remedy);
    }

    static Finding fail(String subject, String what, String remedy) {
        return new Finding(Level.FAIL, subject, what, remedy);
    }
}
