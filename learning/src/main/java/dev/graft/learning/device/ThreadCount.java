package dev.graft.learning.device;

/**
 * How many threads one operation uses, and why so many.
 *
 * @param threads 1 to {@value #MOST}
 * @param reason where the number comes from, for a person
 */
record ThreadCount(int threads, String reason) {

    static final String MEASURE = "measure";
    static final int MOST = 256;

    /** What was asked for; nothing stands for the number of processors. Not for {@value #MEASURE}. */
    static ThreadCount of(String wanted) {
        if (wanted.isEmpty()) {
            return new ThreadCount(
                    Math.min(MOST, Runtime.getRuntime().availableProcessors()), "the number of processors");
        }
        return new ThreadCount(number(wanted), "asked for");
    }

    /** Fails with {@link IllegalArgumentException} on what is neither a number of threads nor {@value #MEASURE}. */
    static void check(String wanted) {
        if (!wanted.isEmpty() && !wanted.equals(MEASURE)) {
            number(wanted);
        }
    }

    private static int number(String wanted) {
        int count = wanted.matches("\\d{1,3}") ? Integer.parseInt(wanted) : 0;
        if (count < 1 || count > MOST) {
            throw new IllegalArgumentException(
                    TorchRuntime.THREADS + " must be 1 to " + MOST + " or " + MEASURE + ", not " + wanted);
        }
        return count;
    }
}
